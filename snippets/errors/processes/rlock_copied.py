"""A drawer is copied with its lock."""

import copy
import threading

drawer = {"cash": 20, "lock": threading.RLock()}
copy.deepcopy(drawer)

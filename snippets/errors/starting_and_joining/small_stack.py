"""A stack of 100 bytes is too small."""

import threading

threading.stack_size(100)

"""A program is called threading.py."""

import threading

threading.Thread(target=print).start()

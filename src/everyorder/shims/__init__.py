"""What the program's standard library stands on instead of the interpreter's threads.

locks.py     Lock, RLock
local.py     thread-local data
threads.py   the `_thread` module
clock.py     the `time` module
overlay.py   the program's own threading, queue, concurrent.futures, logging
"""

"""What the program's standard library stands on instead of the interpreter's threads.

locks.py     Lock, RLock
local.py     thread-local data
threads.py   the `_thread` module
clock.py     the `time` module
event_loop.py, loops.py   the event loop of asyncio
files.py     what programs may read, and must not write
overlay.py   the program's own threading, queue, concurrent.futures, logging, asyncio
"""

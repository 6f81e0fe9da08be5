"""Ctrl-C comes when only a thread is left."""

import signal
import threading

# In a second, as if somebody pressed Ctrl-C.
signal.signal(signal.SIGALRM, signal.default_int_handler)
signal.alarm(1)
threading.Thread(target=threading.Event().wait, args=(60,)).start()

"""A thread wants to handle a signal."""

import signal
import threading

handler = (signal.SIGTERM, signal.SIG_IGN)
threading.Thread(target=signal.signal, args=handler).start()

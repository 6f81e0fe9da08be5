"""Two threads enter one context."""

import contextvars
import threading


def greet():
    other = threading.Thread(target=visit.run, args=(print,))
    other.start()
    other.join()


visit = contextvars.copy_context()
visit.run(greet)

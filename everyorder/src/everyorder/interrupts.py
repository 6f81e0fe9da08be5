"""Ctrl-C is for whoever searches: the program that runs meanwhile does not see it.

As an exception it would come up in a thread of the program, and be blamed on it.
"""

import contextlib
import signal
import threading
from collections.abc import Callable, Iterator


@contextlib.contextmanager
def heard(interrupt: Callable[[], object]) -> Iterator[None]:
    """While entered, Ctrl-C calls this; what somebody else has set up stays."""
    mine = threading.current_thread() is threading.main_thread()
    if not mine or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield
        return
    signal.signal(signal.SIGINT, lambda *_: interrupt())
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)

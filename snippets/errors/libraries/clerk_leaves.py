"""A thread ends with its connection open."""

import sqlite3
import sys
import threading
import warnings

if sys.version_info < (3, 13):
    sys.exit("This program needs Python 3.13 or newer.")


def lend():
    desk.library = sqlite3.connect(":memory:")


warnings.simplefilter("always", ResourceWarning)
desk = threading.local()
clerk = threading.Thread(target=lend)
clerk.start()
clerk.join()

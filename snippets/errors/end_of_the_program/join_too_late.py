"""A daemon is awaited when all is over."""

import sys
import threading

if sys.version_info < (3, 14):
    sys.exit("This program needs Python 3.14 or newer.")


class Kitchen:
    def __init__(self):
        wait = threading.Event().wait
        self.cook = threading.Thread(target=wait, daemon=True)
        self.cook.start()

    def __del__(self):
        self.cook.join()


kitchen = Kitchen()

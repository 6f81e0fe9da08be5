"""A thread is started when all is over."""

import sys
import threading

if sys.version_info < (3, 12):
    sys.exit("This program needs Python 3.12 or newer.")


class Kitchen:
    def __del__(self):
        threading.Thread(target=print).start()


kitchen = Kitchen()

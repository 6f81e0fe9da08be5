"""When Python is about to end,
it starts no further thread."""

import sys
import threading

if sys.version_info < (3, 13):
    sys.exit("This program needs Python 3.13 or newer.")


class Shop:
    # runs at the very end, since shop is global
    def __del__(self):
        log = threading.Thread(target=print, args=("log saved",))
        try:
            log.start()
        except RuntimeError as error:
            print(error)


shop = Shop()
print("main thread: good night")

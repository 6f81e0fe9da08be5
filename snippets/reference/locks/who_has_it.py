"""Since Python 3.14 a reentrant lock and a
condition tell whether they are taken."""

import sys
import threading

if sys.version_info < (3, 14):
    sys.exit("This program needs Python 3.14 or newer.")

key = threading.RLock()
counter = threading.Condition()


def look():
    # whoever holds it now may have left it
    # when the answer is read
    print("key taken:", key.locked())
    print("counter taken:", counter.locked())


with key, counter:
    visitor = threading.Thread(target=look)
    visitor.start()
    visitor.join()
print("key taken:", key.locked())

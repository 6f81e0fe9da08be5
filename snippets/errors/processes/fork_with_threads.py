"""A process with threads copies itself."""

import os
import sys
import threading

if sys.version_info < (3, 12):
    sys.exit("This program needs Python 3.12 or newer.")

done = threading.Event()
threading.Thread(target=done.wait).start()
if os.fork() == 0:
    os._exit(0)
os.wait()
done.set()

"""Two waits take less time in two threads than one after the other."""

import threading
import time


def boil_water():
    time.sleep(0.5)  # like a reply from the network: nothing to do yet


def toast_bread():
    time.sleep(0.5)


begin = time.perf_counter()
boil_water()
toast_bread()
end = time.perf_counter()
print(f"one after the other: {end - begin:.2f} s")

begin = time.perf_counter()
kettle = threading.Thread(target=boil_water)
toaster = threading.Thread(target=toast_bread)
kettle.start()
toaster.start()  # the kettle is on already
kettle.join()
toaster.join()
end = time.perf_counter()
print(f"in two threads: {end - begin:.2f} s")

"""Two waits, one after the other and then in two threads."""

import threading
import time


def boil_water():
    time.sleep(0.1)  # nothing to do here but wait


def toast_bread():
    time.sleep(0.1)


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

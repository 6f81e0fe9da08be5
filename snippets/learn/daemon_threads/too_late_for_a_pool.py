"""After the main thread's end, a
pool takes no further tasks."""

import threading
from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor(max_workers=1)


def count_the_sales():
    # until the main thread has ended
    threading.main_thread().join()
    try:
        pool.submit(print, "12 lamps sold")
    except RuntimeError as error:
        print(error)


threading.Thread(target=count_the_sales).start()
print("main thread: good night")

"""An order comes after the end of main."""

import threading
from concurrent.futures import ThreadPoolExecutor


def take_order():
    threading.main_thread().join()
    kitchen.submit(print, "soup")


kitchen = ThreadPoolExecutor()
threading.Thread(target=take_order, name="waiter").start()

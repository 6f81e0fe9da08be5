"""Ctrl-C leaves the with block after
every order has been cooked."""

import threading
from concurrent.futures import ThreadPoolExecutor

at_work = threading.Event()
boiled = threading.Event()
begun = []


def cook(dish):
    begun.append(dish)
    at_work.set()
    boiled.wait()


try:
    with ThreadPoolExecutor(max_workers=1) as kitchen:
        try:
            for dish in ("soup", "bread", "stew"):
                kitchen.submit(cook, dish)
            # the only cook is at the soup
            at_work.wait()
            # as if somebody pressed Ctrl-C
            raise KeyboardInterrupt
        except BaseException:
            # KeyboardInterrupt is no Exception
            print("Ctrl-C during", *begun)
            boiled.set()
            raise
except KeyboardInterrupt:
    print("closed after", *begun)

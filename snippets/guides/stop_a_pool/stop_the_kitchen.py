"""SIGTERM and Ctrl-C close a pool: what
runs ends early, what waits is canceled."""

import os
import signal
import sys
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed

closing = threading.Event()
at_work = threading.Barrier(3)


def cook(dish):
    at_work.wait()  # only for the show
    for _ in range(600):
        # one step of the work, then
        # a look at the sign
        if closing.wait(timeout=0.1):
            return "put away half done"
    return "ready"


def stop(number, frame):
    # in the main thread, as Ctrl-C does
    sys.exit(f"stopped by {signal.Signals(number).name}")


def somebody_kills():
    at_work.wait()  # both cooks are busy
    os.kill(os.getpid(), signal.SIGTERM)


signal.signal(signal.SIGTERM, stop)
dishes = ["soup", "stew", "bread", "cake"]
orders = {}
try:
    with ThreadPoolExecutor(max_workers=2) as kitchen:
        try:
            for dish in dishes:
                orders[kitchen.submit(cook, dish)] = dish
            threading.Thread(target=somebody_kills).start()
            for order in as_completed(orders):
                print(orders[order], order.result())
        except BaseException:
            # Ctrl-C is no Exception
            closing.set()  # for what runs
            kitchen.shutdown(wait=False, cancel_futures=True)
            raise  # the block waits for it
finally:
    for order, dish in orders.items():
        if order.cancelled():
            print(f"{dish}: canceled")
        else:
            print(f"{dish}: {order.result()}")

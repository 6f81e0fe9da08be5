"""A food lift between two kitchens: what it
carries is copied, the lift itself is not."""

import sys

if sys.version_info < (3, 14):
    sys.exit("This program needs Python 3.14 or newer.")

from concurrent import interpreters


def cook(orders: interpreters.Queue, dishes: interpreters.Queue):
    dishes.put(f"{orders.get()}, hot")


if __name__ == "__main__":
    orders = interpreters.create_queue(maxsize=2)
    dishes = interpreters.create_queue()
    print("places:", orders.maxsize, "of", dishes.maxsize)
    print("another lift:", orders.id != dishes.id)
    try:
        orders.get_nowait()
    except interpreters.QueueEmpty:
        print("nothing ordered:", orders.empty())
    kitchen = interpreters.create()
    thread = kitchen.call_in_thread(cook, orders, dishes)
    orders.put("soup")
    print("served:", dishes.get())
    thread.join()
    orders.put_nowait("fish")
    orders.put_nowait("cake")
    print("waiting:", orders.qsize(), "full:", orders.full())
    try:
        orders.put_nowait("tea")
    except interpreters.QueueFull:
        print("no room for tea")
    kitchen.close()

"""A function and its arguments go into a
Thread separately: it does the call."""

import threading


def deliver(*parcels, to):
    print(", ".join(parcels), "to", to)


# args is a tuple or a list, kwargs a dict
threads = [
    threading.Thread(
        target=deliver, args=("lamp",), kwargs={"to": "Ada"}
    ),
    threading.Thread(
        target=deliver, args=["rug", "vase"], kwargs={"to": "Ben"}
    ),
]
for thread in threads:
    thread.start()
    thread.join()

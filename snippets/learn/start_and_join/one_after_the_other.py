"""A join right after each start:
the threads never overlap."""

import threading


def deliver(parcel):
    print(f"{parcel}: out of the van")
    print(f"{parcel}: at the door")


for parcel in ("book", "lamp"):
    courier = threading.Thread(target=deliver, args=(parcel,))
    courier.start()
    # nobody touches the lamp
    # until the book is there
    courier.join()

"""A join right after each start: the threads never overlap."""

import threading


def carry(box):
    print(f"{box}: out of the van")
    print(f"{box}: in the house")


for box in ("books", "plates"):
    mover = threading.Thread(target=carry, args=(box,))
    mover.start()
    mover.join()  # nobody touches the next box until this one is in

"""A customer who was called looks
again, and waits on if need be."""

import threading

loaves = []
counter = threading.Condition()
bought = [None, None]


def buy(index):
    with counter:
        while not loaves:
            # others may use the
            # counter meanwhile
            counter.wait()
        bought[index] = loaves.pop()


def bake(loaf):
    with counter:
        loaves.append(loaf)
        # call one customer who waits
        counter.notify()


customers = [threading.Thread(target=buy, args=(i,)) for i in range(2)]
for customer in customers:
    customer.start()
bake("a loaf of rye")
bake("a loaf of rye")
for customer in customers:
    customer.join()
for loaf in bought:
    print(loaf)

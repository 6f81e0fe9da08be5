"""The bell rings while nobody
listens, and the baker waits on."""

import threading

sacks = []
store = []
bell = threading.Condition()


def deliver():
    with bell:
        sacks.append("a sack of flour")
        # nobody waits? then
        # nothing is remembered
        bell.notify()


def fetch():
    while not sacks:
        # the miller may come and go here
        with bell:
            bell.wait()
    store.append(sacks.pop())


baker = threading.Thread(target=fetch)
baker.start()
deliver()
baker.join()
print(f"in the store: {store[0]}")

"""The baker looks and listens in
one step, so no ring is missed."""

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
    with bell:
        # the miller waits here until
        # wait() lets go of the lock
        while not sacks:
            bell.wait()
        store.append(sacks.pop())


baker = threading.Thread(target=fetch)
baker.start()
deliver()
baker.join()
print(f"in the store: {store[0]}")

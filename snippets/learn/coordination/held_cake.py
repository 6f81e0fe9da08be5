"""A cake is held for a moment; a timer frees it if nobody pays."""

import threading

free = ["plum cake"]


def give_back(cake):  # runs later, in a thread of its own
    free.append(cake)


cake = free.pop()
print(f"held: {cake}, free: {free}")
hold = threading.Timer(0.2, give_back, args=(cake,))
hold.start()  # returns at once; the customer may pay now, or not
hold.join()
print(f"nobody paid, free: {free}")

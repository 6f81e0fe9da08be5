"""A cake is held for a moment; a
timer frees it if nobody pays."""

import threading

free = ["plum cake"]


# runs later, in a thread of its own
def give_back(cake):
    free.append(cake)


cake = free.pop()
print(f"held: {cake}, free: {free}")
hold = threading.Timer(0.2, give_back, args=(cake,))
# returns at once; the
# customer may pay now, or not
hold.start()
hold.join()
print(f"nobody paid, free: {free}")

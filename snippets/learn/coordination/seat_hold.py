"""A seat is held for a moment; a timer frees it if nobody pays."""

import threading

free = ["A4"]


def give_back(seat):  # runs later, in a thread of its own
    free.append(seat)


seat = free.pop()
print(f"held: {seat}, free: {free}")
hold = threading.Timer(0.2, give_back, args=(seat,))
hold.start()  # returns at once; the customer may pay now, or not
hold.join()
print(f"nobody paid, free: {free}")

"""Two cooks fill one menu: each
dish has a place of its own."""

import threading
import time

menu = [None, None]


def cook(place, dish, seconds):
    # it simmers, and perhaps for longer
    time.sleep(seconds)
    # no other cook writes here
    menu[place] = dish


soup = threading.Thread(target=cook, args=(0, "soup", 0.1))
cake = threading.Thread(target=cook, args=(1, "cake", 0.3))
soup.start()
cake.start()
soup.join()
cake.join()
print(", then ".join(menu))

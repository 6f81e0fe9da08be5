"""Two cooks fill one menu: the
quick soup typically comes first."""

import threading
import time

menu = []


def cook(dish, seconds):
    # it simmers, and perhaps for longer
    time.sleep(seconds)
    # the other cook may have come first
    menu.append(dish)


soup = threading.Thread(target=cook, args=("soup", 0.1))
cake = threading.Thread(target=cook, args=("cake", 0.3))
soup.start()
cake.start()
soup.join()
cake.join()
print(", then ".join(menu))

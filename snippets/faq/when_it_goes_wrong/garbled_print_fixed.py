"""Two threads print at once, each
a whole line under a lock."""

import threading

seated = []
screen = threading.Lock()


def seat(guest, table):
    # the other waits until
    # this line is complete
    with screen:
        print(f"{guest} sits at table {table}")
    seated.append(guest)


ada = threading.Thread(target=seat, args=("Ada", 1))
grace = threading.Thread(target=seat, args=("Grace", 2))
ada.start()
grace.start()
ada.join()
grace.join()
print(f"{len(seated)} guests have a seat")

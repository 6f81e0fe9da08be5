"""Two threads print at once,
and their lines can mix."""

import threading

seated = []


def seat(guest, table):
    # The other may print between this
    # text and the end of its line.
    print(f"{guest} sits at table {table}")
    seated.append(guest)


ada = threading.Thread(target=seat, args=("Ada", 1))
grace = threading.Thread(target=seat, args=("Grace", 2))
ada.start()
grace.start()
ada.join()
grace.join()
print(f"{len(seated)} guests have a seat")

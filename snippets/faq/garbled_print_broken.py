"""Two threads print at once, and their lines can mix."""

import threading


def seat(guest, table):
    print(guest, end=" ")
    print(f"sits at table {table}")  # the other may print in between


ada = threading.Thread(target=seat, args=("Ada", 1))
grace = threading.Thread(target=seat, args=("Grace", 2))
ada.start()
grace.start()
ada.join()
grace.join()

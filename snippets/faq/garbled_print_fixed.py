"""Two threads write at once, each a whole line in one call."""

import sys
import threading


def seat(guest, table):
    sys.stdout.write(f"{guest} sits at table {table}\n")


ada = threading.Thread(target=seat, args=("Ada", 1))
grace = threading.Thread(target=seat, args=("Grace", 2))
ada.start()
grace.start()
ada.join()
grace.join()

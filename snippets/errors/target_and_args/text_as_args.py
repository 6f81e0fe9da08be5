"""args is a text, and not a tuple of one."""

import threading


def weigh(parcel):
    print("weighed the", parcel)


threading.Thread(target=weigh, args=("lamp")).start()

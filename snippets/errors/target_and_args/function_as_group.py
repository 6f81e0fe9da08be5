"""The function stands in another's place."""

import threading


def weigh(parcel):
    print("weighed the", parcel)


threading.Thread(weigh, args=("lamp",)).start()

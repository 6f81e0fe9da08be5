"""A price comes while the list is sorted."""

import threading

prices = [30, 10, 20]
helper = threading.Thread(target=prices.append, args=(15,))


def look_at(price):
    if helper.ident is None:
        helper.start()
        helper.join()
    return price


prices.sort(key=look_at)

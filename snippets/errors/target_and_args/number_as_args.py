"""args is a number, and not a tuple of one."""

import threading


def weigh(grams):
    print("it weighs", grams)


threading.Thread(target=weigh, args=(5)).start()

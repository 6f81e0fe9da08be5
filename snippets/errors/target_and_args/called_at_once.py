"""The function is called too early."""

import threading


def weigh():
    return 500


threading.Thread(target=weigh()).start()

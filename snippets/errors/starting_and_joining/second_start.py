"""A thread object is started twice."""

import threading


def deliver():
    print("delivered")


courier = threading.Thread(target=deliver)
courier.start()
courier.join()
courier.start()

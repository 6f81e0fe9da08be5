"""The bell rings when nobody listens, and the resident waits on."""

import threading

letters = []
bell = threading.Condition()


def deliver():
    with bell:
        letters.append("a letter from Lima")
        bell.notify()  # nobody waits? then nothing is remembered


def fetch():
    while not letters:
        # the courier may come and go here
        with bell:
            bell.wait()
    print(letters.pop())


resident = threading.Thread(target=fetch)
courier = threading.Thread(target=deliver)
resident.start()
courier.start()
resident.join()
courier.join()

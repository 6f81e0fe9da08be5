"""The resident looks and listens in one step, so no ring is missed."""

import threading

letters = []
bell = threading.Condition()


def deliver():
    with bell:
        letters.append("a letter from Lima")
        bell.notify()  # nobody waits? then nothing is remembered


def fetch():
    with bell:
        # the courier waits here until wait() lets go of the lock
        while not letters:
            bell.wait()
        print(letters.pop())


resident = threading.Thread(target=fetch)
courier = threading.Thread(target=deliver)
resident.start()
courier.start()
resident.join()
courier.join()

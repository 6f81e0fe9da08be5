# RIGHT: Each page has an event of its own. The
# last player sets it, and puts a new one there
# for the next page.
"""A new event for each page."""

import threading


class Book:
    def __init__(self, players):
        self._players = players
        self._waiting = 0
        self._lock = threading.Lock()
        self._turned = threading.Event()

    def turn(self):
        with self._lock:
            turned = self._turned
            self._waiting += 1
            if self._waiting == self._players:
                self._waiting = 0
                self._turned = threading.Event()
                turned.set()
        turned.wait()


if __name__ == "__main__":
    book = Book(2)
    done = [0, 0]

    def play(who):
        for page in (1, 2):
            done[who] = page
            book.turn()
            if min(done) < page:
                print(f"pianist {who} reads on too early")

    pianists = [
        threading.Thread(target=play, args=(who,)) for who in (0, 1)
    ]
    for pianist in pianists:
        pianist.start()
    for pianist in pianists:
        pianist.join()
    print("pages done:", done)

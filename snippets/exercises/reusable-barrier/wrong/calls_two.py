# WRONG: The last one calls two. With four
# players, three sleep.
"""Calls two players."""

import threading


class Book:
    def __init__(self, players):
        self._players = players
        self._waiting = 0
        self._page = 0
        self._end_of_page = threading.Condition()

    def turn(self):
        with self._end_of_page:
            page = self._page
            self._waiting += 1
            if self._waiting == self._players:
                self._waiting = 0
                # it never goes back
                self._page += 1
                self._end_of_page.notify(2)
            while self._page == page:
                self._end_of_page.wait()


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

# WRONG: The mark is taken back after an error,
# but nobody calls those who sleep at the table.
"""Calls the others after good trips only."""

import threading


class Atlas:
    def __init__(self, fetch):
        self._fetch = fetch
        self._books = []
        self._somebody_went = False
        self._table = threading.Condition()

    def get(self):
        with self._table:
            while self._somebody_went:
                self._table.wait()
            if self._books:
                return self._books[0]
            self._somebody_went = True

        try:
            self._books.append(self._fetch())
        finally:
            with self._table:
                self._somebody_went = False
        with self._table:
            self._table.notify_all()
        return self._books[0]


if __name__ == "__main__":
    trips = []

    def fetch():
        trips.append("to the cellar")
        return ["Europe", "Asia"]

    atlas = Atlas(fetch)
    visitors = [threading.Thread(target=atlas.get) for _ in range(2)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    print("trips to the cellar:", len(trips))

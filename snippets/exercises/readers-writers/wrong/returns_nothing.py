# WRONG: The result of `look()` is dropped.
"""Looks, and forgets."""

import threading


class Catalog:
    def __init__(self):
        self._door = threading.Condition()
        self._readers = 0

    def read(self, look):
        with self._door:
            self._readers += 1
        try:
            look()
        finally:
            with self._door:
                self._readers -= 1
                self._door.notify_all()

    def write(self, change):
        with self._door:
            while self._readers:
                self._door.wait()
            change()


if __name__ == "__main__":
    catalog = Catalog()
    star = {"name": "Vega", "seen": "Vega"}

    def change():
        star["name"] = "Rigel"
        star["seen"] = "Rigel"

    astronomer = threading.Thread(target=catalog.write, args=(change,))
    astronomer.start()
    copy = catalog.read(lambda: (star["name"], star["seen"]))
    astronomer.join()
    print("the copy is", "right" if copy[0] == copy[1] else "wrong")
    print("the catalog has", star["seen"])

# WRONG: A yes or no cannot count. The first
# reader who leaves says no, while the other is
# still inside.
"""A mark instead of a count."""

import threading


class Catalog:
    def __init__(self):
        self._door = threading.Condition()
        self._reading = False

    def read(self, look):
        with self._door:
            self._reading = True
        try:
            return look()
        finally:
            with self._door:
                self._reading = False
                self._door.notify_all()

    def write(self, change):
        with self._door:
            while self._reading:
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

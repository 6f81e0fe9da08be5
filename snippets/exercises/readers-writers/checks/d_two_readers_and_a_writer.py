"""Two observers and an astronomer: whole entries, and all finish.

raises: An observer was still inside when the astronomer came in. The
    door opens when the last observer leaves, not the first.
deadlock: The last one out called nobody, or the count of those inside
    is wrong.
hangs: Somebody goes round a loop at the door. Let whoever waits sleep
    until the catalog is free.
"""

import threading

from answer import Catalog

catalog = Catalog()
star = {"name": "Vega", "seen": "Vega"}


def change():
    star["name"] = "Rigel"
    star["seen"] = "Rigel"


def look():
    name, seen = star["name"], star["seen"]
    assert name == seen, f"the copy says {name} and {seen}"


observers = [
    threading.Thread(
        target=catalog.read, args=(look,), name=f"observer {n}"
    )
    for n in (1, 2)
]
for observer in observers:
    observer.start()
catalog.write(change)
for observer in observers:
    observer.join()

"""While an observer looks, an astronomer sleeps at the door.

expect: waits
raises: The astronomer got an error.
hangs: Somebody goes round a loop at the door. Let whoever waits sleep
    until the catalog is free.
holds: An astronomer came in while an observer was inside.
"""

import threading

from answer import Catalog

catalog = Catalog()
inside = threading.Event()
never = threading.Event()


def look():
    inside.set()
    never.wait()


observer = threading.Thread(
    target=catalog.read, args=(look,), name="observer"
)
observer.start()
inside.wait()
catalog.write(never.set)  # who comes in lets the observer go

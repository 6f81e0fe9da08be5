"""While an observer looks, an astronomer sleeps at the door.

expect: waits
raises: An astronomer came in while an observer was inside.
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


def change():
    raise AssertionError(
        "an astronomer corrects while an observer looks"
    )


observer = threading.Thread(
    target=catalog.read, args=(look,), name="observer"
)
observer.start()
inside.wait()
catalog.write(change)

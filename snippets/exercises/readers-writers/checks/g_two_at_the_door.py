"""Two astronomers wait for one observer, and both come in.

raises: An astronomer got an error.
deadlock: An astronomer sleeps in front of an empty catalog. Whoever
    leaves has to call, and so has the one who was called.
hangs: Somebody goes round a loop at the door. Let whoever waits sleep
    until the catalog is free.
"""

import threading

from answer import Catalog

catalog = Catalog()
astronomers = [
    threading.Thread(
        target=catalog.write, args=(str,), name=f"astronomer {n}"
    )
    for n in (1, 2)
]


def look():
    for astronomer in astronomers:
        astronomer.start()


catalog.read(look)
for astronomer in astronomers:
    astronomer.join()

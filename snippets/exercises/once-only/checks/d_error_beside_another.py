"""If fetching fails while a second visitor asks, nobody is stuck.

raises: After a trip that failed, somebody got neither the error nor the
    book, or there were too many trips.
deadlock: Somebody waits for a trip that has failed. Whoever fails has
    to call those who wait, too.
hangs: Somebody goes round a loop after a trip that has failed.
"""

import threading

from answer import Atlas

trips = []
got = []


def fetch():
    trips.append("down")
    if len(trips) == 1:
        raise OSError("the cellar is locked")
    return "the book"


def ask():
    try:
        got.append(atlas.get())
    except OSError:
        got.append("the error")


atlas = Atlas(fetch)
visitor = threading.Thread(target=ask, name="visitor")
visitor.start()
ask()
visitor.join()
assert "the error" in got, f"a trip failed, the visitors got {got}"
got.append(atlas.get())
assert got[-1] == "the book", f"after the error, get() gave {got[-1]!r}"
assert set(got) == {"the error", "the book"}, f"they got {got}"
assert len(trips) == 2, f"{len(trips)} trips to the cellar"

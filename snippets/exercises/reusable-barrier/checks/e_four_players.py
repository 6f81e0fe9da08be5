"""Four players turn one page, and all four read on.

preemptions: 0
raises: A player got an error.
deadlock: A player sleeps on although all four are there. Were all of
    them called?
hangs: A player goes round a loop until the page is turned. Let the
    player sleep instead.
"""

import threading

from answer import Book

book = Book(4)
others = [
    threading.Thread(target=book.turn, name=f"player {n}")
    for n in (2, 3, 4)
]
for other in others:
    other.start()
book.turn()
for other in others:
    other.join()

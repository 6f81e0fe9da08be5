"""A player who is alone at the end of a page sleeps.

expect: waits
raises: The player got an error.
hangs: A player goes round a loop until the page is turned. Let the
    player sleep instead.
holds: The player read on alone.
"""

import threading

from answer import Book

book = Book(2)
player = threading.Thread(target=book.turn, name="player")
player.start()
player.join()

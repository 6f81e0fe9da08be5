"""Two players, three pages: nobody is ever a page ahead.

preemptions: 1
raises: A player reads on before the other is done with the page.
deadlock: A player waits for a page that has been turned. Can a player
    see that, whatever the other has done since?
hangs: A player goes round a loop until the page is turned. Let the
    player sleep instead.
"""

import threading

from answer import Book

book = Book(2)
done = [0, 0]


def play(who):
    for page in (1, 2, 3):
        done[who] = page
        book.turn()
        other = done[1 - who]
        assert other >= page, (
            f"one is done with page {page}, one with {other}"
        )


second = threading.Thread(target=play, args=(1,), name="second player")
second.start()
play(0)
second.join()

"""On a shared connection, one thread's
rollback undoes the work of another."""

import contextlib
import sqlite3
import threading

inserted = threading.Event()
rolled_back = threading.Event()


def donate():
    try:
        library.execute("INSERT INTO book VALUES ('Emma')")
    finally:
        inserted.set()
    rolled_back.wait()
    library.commit()


def fail():
    inserted.wait()
    try:
        library.execute("INSERT INTO book VALUES (NULL)")
    except sqlite3.IntegrityError as error:
        print(error)
        library.rollback()
    finally:
        rolled_back.set()


connection = sqlite3.connect(":memory:", check_same_thread=False)
with contextlib.closing(connection) as library:
    library.execute("CREATE TABLE book (title NOT NULL)")
    threads = [threading.Thread(target=f) for f in (donate, fail)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(library.execute("SELECT * FROM book").fetchall())

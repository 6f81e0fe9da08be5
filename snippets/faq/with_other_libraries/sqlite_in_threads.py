"""A sqlite3 connection belongs
to the thread that opened it."""

import sqlite3
import tempfile
import threading
from pathlib import Path


def count_with(connection):
    try:
        connection.execute("SELECT count(*) FROM book")
    except sqlite3.ProgrammingError as error:
        problems.append(str(error).split(". ")[0])


# --8<-- [start:own]
def add(title):
    # While another connection writes,
    # wait for up to 10 seconds.
    own = sqlite3.connect(file, timeout=10, isolation_level=None)
    try:
        own.execute("INSERT INTO book VALUES (?)", (title,))
    finally:
        own.close()
    # --8<-- [end:own]


def run(target, *values):
    threads = [
        threading.Thread(target=target, args=(x,)) for x in values
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


problems = []
with tempfile.TemporaryDirectory() as folder:
    file = Path(folder, "library.db")
    # autocommit
    mine = sqlite3.connect(file, isolation_level=None)
    mine.execute("CREATE TABLE book (title)")
    # one connection, another thread: refused
    run(count_with, mine)
    # one connection for each thread
    run(add, "Emma", "Ulysses")
    books = mine.execute(
        "SELECT title FROM book ORDER BY title"
    ).fetchall()
    mine.close()

print(problems[0])
print([title for (title,) in books])

"""Threads share a database, and each
transaction has its own connection."""

import contextlib
import sqlite3
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path


# --8<-- [start:transaction]
@contextlib.contextmanager
def transaction(file, timeout=10):
    """All that is done in the block, or
    nothing of it, and nobody in between."""
    # no BEGIN but ours
    connection = sqlite3.connect(
        file, timeout=timeout, isolation_level=None
    )
    try:
        # waits while another thread writes
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
    finally:
        connection.close()
        # --8<-- [end:transaction]


def lend(reader, title):
    with transaction(file) as library:
        library.execute(
            "INSERT INTO loan VALUES (?, ?)", (reader, title)
        )
        row = library.execute(
            "SELECT copies FROM book WHERE title = ?", (title,)
        ).fetchone()
        if row is None:
            raise LookupError(f"there is no {title}")
        if row[0] == 0:
            raise LookupError(f"no copy of {title} is left")
        # nobody has changed it since
        library.execute(
            "UPDATE book SET copies = ? WHERE title = ?",
            (row[0] - 1, title),
        )


with tempfile.TemporaryDirectory() as folder:
    file = Path(folder, "library.db")
    with transaction(file) as library:
        library.execute("CREATE TABLE book (title, copies)")
        library.execute("CREATE TABLE loan (reader, title)")
        library.execute("INSERT INTO book VALUES ('Emma', 2)")
    with ThreadPoolExecutor(max_workers=4) as desks:
        wishes = [("Ann", "Emma"), ("Bob", "Emma"), ("Eve", "Emma")]
        wishes.append(("Joe", "Ulysses"))
        jobs = [desks.submit(lend, *wish) for wish in wishes]
    refused = [job.exception() for job in jobs if job.exception()]
    print(*sorted(map(str, refused)), sep="\n")
    with transaction(file) as library:
        (left,) = library.execute("SELECT copies FROM book").fetchone()
        loans = library.execute("SELECT * FROM loan").fetchall()
        print(f"{left} copies left, {len(loans)} loans")

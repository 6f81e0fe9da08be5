"""Two readers want the last copy,
and both look before one takes it."""

import contextlib
import sqlite3
import tempfile
import threading
from pathlib import Path

results = []
both_have_looked = threading.Barrier(2)


def lend(begin):
    connection = sqlite3.connect(file, timeout=10, isolation_level=None)
    with contextlib.closing(connection) as library:
        if begin:
            library.execute(begin)
        row = library.execute("SELECT copies FROM book").fetchone()
        both_have_looked.wait(timeout=30)
        try:
            library.execute("UPDATE book SET copies = ?", (row[0] - 1,))
            library.commit()
            results.append("lent")
        except sqlite3.OperationalError as error:
            library.rollback()
            results.append(str(error))


with tempfile.TemporaryDirectory() as folder:
    file = Path(folder, "library.db")
    with contextlib.closing(sqlite3.connect(file)) as library:
        library.execute("CREATE TABLE book (title, copies)")
        library.execute("INSERT INTO book VALUES ('Emma', 1)")
        library.commit()
    for begin in (None, "BEGIN"):
        threads = [
            threading.Thread(target=lend, args=(begin,))
            for _ in range(2)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        print(f"{begin}: {sorted(results)}")
        results.clear()

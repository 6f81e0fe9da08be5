"""Prices of many books: a query for
each, in threads, and one for all."""

import sqlite3
import statistics
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

BOOKS = range(400)


def price_of(book):
    catalog = sqlite3.connect(file)
    try:
        query = "SELECT price FROM books WHERE id = ?"
        return catalog.execute(query, (book,)).fetchone()[0]
    finally:
        catalog.close()


def one_by_one():
    return sum(price_of(book) for book in BOOKS)


def in_threads():
    with ThreadPoolExecutor(max_workers=4) as pool:
        return sum(pool.map(price_of, BOOKS))


def all_at_once():
    catalog = sqlite3.connect(file)
    try:
        query = "SELECT sum(price) FROM books"
        return catalog.execute(query).fetchone()[0]
    finally:
        catalog.close()


def seconds(way):
    start = time.perf_counter()
    way()
    return time.perf_counter() - start


with tempfile.TemporaryDirectory() as folder:
    file = Path(folder, "books.db")
    catalog = sqlite3.connect(file)
    catalog.execute(
        "CREATE TABLE books (id INTEGER PRIMARY KEY, price)"
    )
    rows = ((book, book % 30) for book in BOOKS)
    catalog.executemany("INSERT INTO books VALUES (?, ?)", rows)
    catalog.commit()
    catalog.close()
    assert one_by_one() == in_threads() == all_at_once()
    for label, way in {
        "a query each, in a row": one_by_one,
        "a query each, in threads": in_threads,
        "one query for all": all_at_once,
    }.items():
        taken = statistics.median(seconds(way) for _ in range(3))
        print(f"{label}: {taken * 1000:.2f} ms")

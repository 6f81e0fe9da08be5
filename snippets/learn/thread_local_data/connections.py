"""Each worker opens one connection,
and all of them are closed."""

import contextlib
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor

own = threading.local()
opened = []


def connect():  # runs once in each worker
    own.menu = sqlite3.connect("menu.db", check_same_thread=False)
    opened.append(own.menu)


def price(dish):
    asked = "SELECT price FROM menu WHERE dish = ?"
    return own.menu.execute(asked, (dish,)).fetchone()[0]


with contextlib.closing(sqlite3.connect("menu.db")) as menu:
    menu.executescript(
        "DROP TABLE IF EXISTS menu;"
        "CREATE TABLE menu (dish, price);"
        "INSERT INTO menu VALUES ('soup', 5), ('curry', 9);"
    )
try:
    with ThreadPoolExecutor(2, initializer=connect) as waiters:
        print(list(waiters.map(price, ("soup", "curry", "soup"))))
finally:
    # no worker is left who could use it
    for connection in opened:
        connection.close()

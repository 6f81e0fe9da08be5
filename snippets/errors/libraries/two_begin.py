"""Two clerks begin on one connection."""

import sqlite3

library = sqlite3.connect(":memory:", isolation_level=None)
for clerk in ("Ann", "Bob"):
    library.execute("BEGIN")

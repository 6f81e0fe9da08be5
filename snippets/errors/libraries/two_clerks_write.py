"""Two connections write to one database."""

import sqlite3

ann = sqlite3.connect("library.db")
bob = sqlite3.connect("library.db", timeout=0.1)
ann.execute("CREATE TABLE loans (book)")
ann.execute("INSERT INTO loans VALUES ('Emma')")
bob.execute("INSERT INTO loans VALUES ('Persuasion')")

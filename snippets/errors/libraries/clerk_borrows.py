"""Another thread uses the connection."""

import sqlite3
import threading

library = sqlite3.connect(":memory:")
query = ("SELECT title FROM books",)
threading.Thread(target=library.execute, args=query).start()

# WRONG: No thread, no lost line. But whoever
# notes a line has to wait until it is written.
"""`note()` writes the line itself."""

import threading


class Log:
    def __init__(self, write):
        self._write = write
        self._lock = threading.Lock()

    def note(self, line):
        with self._lock:
            self._write(line)

    def close(self):
        with self._lock:
            self._write = None


if __name__ == "__main__":
    pages = []

    def write(line):
        pages.append(line)

    log = Log(write)
    log.note("left the harbor")
    log.note("wind from the west")
    log.close()
    for page in pages:
        print(page)

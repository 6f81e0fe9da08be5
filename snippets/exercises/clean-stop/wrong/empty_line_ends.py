# WRONG: An empty line is no line for `while`.
# The writer goes home, and what comes after it
# is lost.
"""Ends at the first empty line."""

import queue
import threading


class Log:
    def __init__(self, write):
        self._write = write
        self._lines = queue.Queue()
        self._writer = threading.Thread(target=self._run)
        self._writer.start()

    def _run(self):
        while line := self._lines.get():
            self._write(line)

    def note(self, line):
        self._lines.put(line)

    def close(self):
        # behind the last line
        self._lines.put(None)
        self._writer.join()


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

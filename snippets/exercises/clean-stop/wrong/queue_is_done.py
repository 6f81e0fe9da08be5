# WRONG: `Queue.join()` waits for the lines, not
# for the thread. The writer sleeps on, and is
# left behind.
"""Waits for the queue, not for the thread."""

import queue
import threading


class Log:
    def __init__(self, write):
        self._write = write
        self._lines = queue.Queue()
        self._writer = threading.Thread(target=self._run, daemon=True)
        self._writer.start()

    def _run(self):
        while True:
            self._write(self._lines.get())
            self._lines.task_done()

    def note(self, line):
        self._lines.put(line)

    def close(self):
        self._lines.join()


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

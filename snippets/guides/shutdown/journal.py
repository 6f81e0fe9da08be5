"""A journal that is complete when the
program ends, however its end comes."""

import queue
import sys
import threading


class Journal:
    """Writes in a thread of its own,
    until the main thread has ended."""

    def __init__(self, write):
        self._entries = queue.SimpleQueue()
        self._write = write
        threading.Thread(target=self._work).start()
        threading.Thread(target=self._watch).start()

    def add(self, entry):
        self._entries.put(entry)

    def _work(self):
        while (entry := self._entries.get()) is not None:
            try:
                self._write(entry)
            except Exception as error:
                # one bad entry stops nothing
                print(f"{entry} not written: {error}")
        print("journal closed:", *pages, sep="\n")

    def _watch(self):
        # also after an error or sys.exit()
        threading.main_thread().join()
        self._entries.put(None)


pages = []  # in a real shop, a file
journal = Journal(write=pages.append)
journal.add("09:10 sold 2 red lamps")
journal.add("09:40 sold 1 blue lamp")
sys.exit("no lamps left")

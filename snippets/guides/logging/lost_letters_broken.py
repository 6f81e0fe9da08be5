"""The program ends, and what is still
in the queue of the log is lost."""

import atexit
import logging
import logging.handlers
import queue

written = []


class Book(logging.Handler):
    def emit(self, record):
        written.append(record.getMessage())


def at_the_end():
    print("written:", *written)


atexit.register(at_the_end)
records = queue.SimpleQueue()
log = logging.getLogger("office")
log.addHandler(logging.handlers.QueueHandler(records))
listener = logging.handlers.QueueListener(records, Book())
listener.start()
log.error("no paper")

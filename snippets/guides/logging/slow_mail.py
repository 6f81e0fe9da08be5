"""Threads log through a queue, so a slow
handler holds up none of them."""

import logging
import logging.handlers
import queue
import threading


# --8<-- [start:setup]
def log_through_queue(*handlers):
    """Puts a queue before these handlers of
    the root logger. Stop what is returned."""
    records = queue.SimpleQueue()
    root = logging.getLogger()
    root.addHandler(logging.handlers.QueueHandler(records))
    root.setLevel(logging.INFO)
    listener = logging.handlers.QueueListener(
        records, *handlers, respect_handler_level=True
    )
    listener.start()
    return listener
    # --8<-- [end:setup]


class Mail(logging.Handler):
    """Waits until the post office opens."""

    def emit(self, record):
        post_office_open.wait()
        sent.append(self.format(record))


def clerk(number):
    logging.error("no paper on desk %s", number)
    desks.append(number)


post_office_open = threading.Event()
desks, sent = [], []
mail = Mail(level=logging.ERROR)
mail.setFormatter(logging.Formatter("%(threadName)s: %(message)s"))
listener = log_through_queue(mail)
try:
    clerks = [
        threading.Thread(target=clerk, args=(n,), name=f"clerk {n}")
        for n in (1, 2)
    ]
    for thread in clerks:
        thread.start()
    for thread in clerks:
        thread.join()
    logging.info("all went home")
    print("went home:", sorted(desks))
finally:
    post_office_open.set()
    # until all records are written
    listener.stop()
print(*sorted(sent), sep="\n")

"""Each line of the log says which thread wrote it."""

import logging
import sys
import threading

logging.basicConfig(
    stream=sys.stdout,
    level=logging.INFO,
    format="%(threadName)s: %(message)s",
)


def sort_letters(street):
    logging.info("sorting %s", street)


rounds = {"sorter-1": "Mill Road", "sorter-2": "Quay Street"}
threads = [
    threading.Thread(target=sort_letters, args=(street,), name=name)
    for name, street in rounds.items()
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
logging.info("all sorted")

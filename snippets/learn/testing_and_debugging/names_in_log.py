"""Each line of the log says
which thread wrote it."""

import logging
import sys
import threading

logging.basicConfig(
    stream=sys.stdout,
    level=logging.INFO,
    format="%(threadName)s: %(message)s",
)
checked = []


def check(row):
    logging.info("checking row %s", row)
    checked.append(row)


rounds = {"usher-1": "A", "usher-2": "B"}
threads = [
    threading.Thread(target=check, args=(row,), name=name)
    for name, row in rounds.items()
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
logging.info("%d rows checked", len(checked))

"""Whoever submits a task sees to its
errors: a callback that logs each."""

import logging
import sys
from concurrent.futures import ThreadPoolExecutor

logging.basicConfig(stream=sys.stdout, format="%(message)s")


def report(job):
    if not job.cancelled() and (error := job.exception()):
        logging.error("a task failed: %r", error)


def stamp(letter):
    raise ValueError(f"{letter} has no stamp")


with ThreadPoolExecutor(max_workers=1) as office:
    office.submit(stamp, "the card").add_done_callback(report)
print("the office closes")

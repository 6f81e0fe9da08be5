"""Progress within each task: workers put
their steps into a queue, one prints."""

import queue
from concurrent.futures import ThreadPoolExecutor

steps = queue.SimpleQueue()


def scan(book, pages):
    try:
        for page in range(pages):
            steps.put((book, page + 1))
    finally:
        # also after an error: the loop
        # below counts these
        steps.put((book, None))


books = {"atlas": 2, "novel": 1}
with ThreadPoolExecutor(max_workers=2) as scanner:
    jobs = [scanner.submit(scan, *b) for b in books.items()]
    under_way = len(jobs)
    while under_way:
        book, page = steps.get()
        if page is None:
            under_way -= 1
        else:
            print(f"{book}: {page / books[book]:.0%}")
for job in jobs:
    job.result()  # raises what a task raised

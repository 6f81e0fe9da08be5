"""The main thread draws a bar of tqdm around
the loop, and the workers know nothing of it."""

import sys
from concurrent.futures import ThreadPoolExecutor, as_completed

from tqdm import tqdm


def scan(page):
    if page == "map":
        raise OSError("paper jam")


pages = ["cover", "preface", "map", "index"]
failed = 0
with ThreadPoolExecutor(max_workers=2) as scanner:
    jobs = [scanner.submit(scan, page) for page in pages]
    bar = tqdm(
        as_completed(jobs),
        total=len(jobs),
        # so that this page can show it:
        # no times, and a look at each step
        bar_format="{bar:20} {n} of {total}",
        ascii=True,
        mininterval=0,
        file=sys.stdout,
    )
    for job in bar:
        if job.exception():
            failed += 1
print(failed, "failed")

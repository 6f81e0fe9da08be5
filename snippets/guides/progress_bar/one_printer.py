"""The main thread counts what has come,
failed pages too, and prints alone."""

from concurrent.futures import ThreadPoolExecutor, as_completed


def scan(page):
    if page == "map":
        raise OSError("paper jam")


pages = ["cover", "map"]
failed = 0
with ThreadPoolExecutor(max_workers=2) as scanner:
    jobs = [scanner.submit(scan, page) for page in pages]
    for done, job in enumerate(as_completed(jobs), start=1):
        if job.exception():
            failed += 1
        print(f"{done} of {len(jobs)} pages")
print(failed, "failed")

"""Handle each page when it is ready, and
put all of them in order afterwards."""

from concurrent.futures import ThreadPoolExecutor, as_completed

pages = ["cover", "map", "index"]


def scan(page):
    if page == "map":
        raise OSError("paper jam")
    return f"{page}.png"


with ThreadPoolExecutor(max_workers=1) as scanner:
    jobs = {scanner.submit(scan, p): p for p in pages}
    book = dict.fromkeys(pages)
    for job in as_completed(jobs):
        page = jobs[job]
        try:
            book[page] = job.result()
        except OSError as error:
            # one bad page stops no other
            book[page] = f"({error})"
print(*book.values())

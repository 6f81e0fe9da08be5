"""Hand out each photo when it
is ready, whichever that is."""

from concurrent.futures import ThreadPoolExecutor, as_completed


def develop(photo):
    return f"{photo}.jpg"


with ThreadPoolExecutor(max_workers=2) as pool:
    tasks = {
        pool.submit(develop, photo): customer
        for photo, customer in [("sea", "Ada"), ("city", "Ben")]
    }
    for task in as_completed(tasks):
        print(f"{tasks[task]} gets {task.result()}")

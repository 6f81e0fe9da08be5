"""Two helpers, three photos: never more than two at work."""

import threading
from concurrent.futures import ThreadPoolExecutor

at_work = 0
most = 0
board = threading.Lock()


def develop(photo):
    global at_work, most
    with board:
        at_work += 1
        most = max(most, at_work)
    # One other helper may be here as well. A third never is.
    with board:
        at_work -= 1
    return f"{photo} is dry"


with ThreadPoolExecutor(max_workers=2) as pool:
    tasks = [pool.submit(develop, p) for p in ["sea", "city", "snow"]]
    # Still inside the with: some photos may not have begun here.

for task in tasks:
    print(task.result())
print("never more than two at work:", most <= 2)

"""Two workers count what is done and
print the number themselves."""

import threading
from concurrent.futures import ThreadPoolExecutor

counting = threading.Lock()
done = 0


def scan(page):
    global done
    with counting:
        done += 1
        now = done
    # the other worker may print first
    print(f"{now} of 2")


with ThreadPoolExecutor(max_workers=2) as scanner:
    list(scanner.map(scan, ["cover", "index"]))

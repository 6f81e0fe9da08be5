"""Each helper opens one scanner, however many photos it scans."""

import threading
from concurrent.futures import ThreadPoolExecutor

desk = threading.local()  # every thread sees its own attributes
opened = []


def open_scanner():
    desk.scanner = f"scanner of {threading.current_thread().name}"
    opened.append(desk.scanner)


def scan(photo):
    assert desk.scanner in opened  # no other thread can change it
    return f"{photo}.png"


with ThreadPoolExecutor(
    max_workers=2,
    thread_name_prefix="helper",
    initializer=open_scanner,
) as pool:
    print(", ".join(pool.map(scan, ["sea", "city", "snow"])))

print("never opened twice:", len(opened) == len(set(opened)))
print("at most two scanners:", len(opened) <= 2)

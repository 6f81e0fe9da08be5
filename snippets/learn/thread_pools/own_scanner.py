"""Each helper opens one scanner, however many photos it scans."""

import threading
from concurrent.futures import ThreadPoolExecutor

desk = threading.local()  # each thread has attributes of its own here
opened = []


def open_scanner():
    desk.scanner = f"scanner of {threading.current_thread().name}"
    opened.append(desk.scanner)


def scan(photo):
    return photo, desk.scanner  # the one this very thread opened


with ThreadPoolExecutor(
    max_workers=2,
    thread_name_prefix="helper",
    initializer=open_scanner,
) as pool:
    scans = list(pool.map(scan, ["sea", "city", "snow"]))

print("scanned:", ", ".join(photo for photo, scanner in scans))
print("each opened once:", len(opened) == len(set(opened)))
print("at most two scanners:", len(opened) <= 2)
print(
    "no others used:", {scanner for _, scanner in scans} <= set(opened)
)

"""Each helper opens one scanner and
scans all its photos with it."""

import threading
from concurrent.futures import ThreadPoolExecutor

# each thread has attributes of its own here
desk = threading.local()
opened = []


class Scanner:
    def scan(self, photo):
        self.glass = photo
        # A second helper at this scanner
        # would change the photo here.
        return f"{self.glass}.png"

    def close(self):
        opened.remove(self)


def open_scanner():
    desk.scanner = Scanner()
    opened.append(desk.scanner)


def scan(photo):
    # the one this helper opened
    return desk.scanner.scan(photo)


with ThreadPoolExecutor(
    max_workers=2,
    thread_name_prefix="helper",
    initializer=open_scanner,
) as pool:
    print("scanned:", *pool.map(scan, ["sea", "city"]))

for scanner in list(opened):
    scanner.close()
print("scanners left open:", len(opened))

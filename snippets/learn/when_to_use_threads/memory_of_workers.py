"""What do 100 threads and 10
processes take in memory?"""

import subprocess
import sys
import threading
from pathlib import Path

# Linux's own account of a process
STATUS = Path("/proc/self/status")
CHILD = f"with open('{STATUS}') as status: print(status.read())"


def megabytes(status):
    """The memory that belongs
    to this process alone."""
    line = next(x for x in status.splitlines() if "RssAnon" in x)
    return int(line.split()[1]) / 1024


def worker():
    ready.wait(timeout=60)
    done.wait(timeout=60)


if not STATUS.exists():
    sys.exit(
        "This program reads /proc/self/status, which only Linux has."
    )

ready = threading.Barrier(101)
done = threading.Event()
threads = [threading.Thread(target=worker) for _ in range(100)]
before = megabytes(STATUS.read_text())
for thread in threads:
    thread.start()
# from here on, all are inside worker()
ready.wait(timeout=60)
after = megabytes(STATUS.read_text())
done.set()
for thread in threads:
    thread.join()

processes = [
    subprocess.Popen(
        [sys.executable, "-c", CHILD], stdout=subprocess.PIPE, text=True
    )
    for _ in range(10)
]
reports = [process.communicate(timeout=60)[0] for process in processes]

print(f"hundred threads: {after - before:.1f} MB")
print(f"ten processes: {sum(map(megabytes, reports)):.1f} MB")

"""What a program takes in memory while
2,000 tasks wait, or 2,000 threads."""

import asyncio
import sys
import threading
from pathlib import Path

WAITS = 2000
# Linux's own account of a process
STATUS = Path("/proc/self/status")


def megabytes():
    """The memory that belongs
    to this process alone."""
    lines = STATUS.read_text().splitlines()
    line = next(line for line in lines if "RssAnon" in line)
    return int(line.split()[1]) / 1024


async def with_tasks():
    done = asyncio.Event()
    tasks = [asyncio.create_task(done.wait()) for _ in range(WAITS)]
    # here, each task runs until it waits
    await asyncio.sleep(0)
    taken = megabytes()
    done.set()
    await asyncio.gather(*tasks)
    return taken


def with_threads():
    begun = threading.Semaphore(0)
    done = threading.Event()

    def wait():
        begun.release()
        done.wait(timeout=60)

    threads = [threading.Thread(target=wait) for _ in range(WAITS)]
    for thread in threads:
        thread.start()
    for _ in threads:
        begun.acquire(timeout=60)
    # from here on, all have begun
    taken = megabytes()
    done.set()
    for thread in threads:
        thread.join()
    return taken


if not STATUS.exists():
    sys.exit(
        "This program reads /proc/self/status, which only Linux has."
    )
print(f"no waits: {megabytes():.1f} MB")
print(f"2,000 tasks: {asyncio.run(with_tasks()):.1f} MB")
print(f"2,000 threads: {with_threads():.1f} MB")

"""An error in a pool: nobody hears of it
who keeps no future and asks none."""

import threading
from concurrent.futures import ThreadPoolExecutor


def hook(error):
    print("never called for a pool")


def stamp(letter):
    if letter == "no stamp":
        raise ValueError(letter)
    return letter


threading.excepthook = hook
with ThreadPoolExecutor(max_workers=1) as office:
    office.submit(stamp, "no stamp")
    jobs = [office.submit(stamp, x) for x in ("card", "no stamp")]
print("the office closes")

for job in jobs:
    # None, or what the task raised
    error = job.exception()
    print("failed:" if error else "done:", error or job.result())

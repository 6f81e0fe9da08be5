"""One time limit for all photos, and what is
late is asked to stop."""

import threading
from concurrent.futures import ThreadPoolExecutor, wait

at_sea = threading.Event()
give_up = threading.Event()
# None: as long as it takes
hours = {"city": 0, "sea": None, "sky": 0}


def develop(photo):
    if photo == "sea":
        at_sea.set()
    # a wait between two steps of the work,
    # which ends at once when we give up
    if give_up.wait(timeout=hours[photo]):
        return "given up"
    return "developed"


with ThreadPoolExecutor(max_workers=1) as lab:
    try:
        jobs = {lab.submit(develop, photo): photo for photo in hours}
        # only for the show: the city is done
        at_sea.wait()
        done, late = wait(jobs, timeout=0.1)
    finally:
        # first for what waits, or the
        # helper would begin the sky
        lab.shutdown(wait=False, cancel_futures=True)
        give_up.set()  # then for what runs

for job, photo in jobs.items():
    if job.cancelled():
        print(f"{photo}: never begun")
    elif job in late:
        print(f"{photo}: late, {job.result()}")
    else:
        # raises here if the task has failed
        print(f"{photo}: {job.result()}")

"""The first torn film stops the lab, and
every film has a known end."""

import threading
from concurrent.futures import (
    FIRST_EXCEPTION,
    ThreadPoolExecutor,
    wait,
)

closing = threading.Event()
# None: as long as it takes
hours = {"city": 0, "torn": 0, "sea": None}


def develop(film):
    if film == "torn":
        raise ValueError("the film is torn")
    # a wait between two steps of the work,
    # which ends at once when the lab closes
    if closing.wait(timeout=hours[film]):
        return "given back"
    return "developed"


def develop_all(films):
    """A future for each film; all are
    done, also after a failure."""
    jobs = {}
    with ThreadPoolExecutor(max_workers=1) as lab:
        try:
            for film in films:
                jobs[film] = lab.submit(develop, film)
            wait(jobs.values(), return_when=FIRST_EXCEPTION)
        finally:
            closing.set()  # for what runs
            # and for what waits
            lab.shutdown(wait=False, cancel_futures=True)
    return jobs


for film, job in develop_all(hours).items():
    if job.cancelled():
        print(f"{film}: given back")
    elif job.exception():
        print(f"{film}: {job.exception()!r}")
    else:
        print(f"{film}: {job.result()}")

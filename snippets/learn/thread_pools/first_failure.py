"""The first film that fails stops the films that have not begun."""

from concurrent.futures import (
    FIRST_EXCEPTION,
    ThreadPoolExecutor,
    wait,
)


def develop(film):
    if film == "red":
        raise ValueError("the film is torn")
    return "12 prints"


with ThreadPoolExecutor(max_workers=1) as pool:
    tasks = [pool.submit(develop, film) for film in ["red", "blue"]]
    wait(tasks, return_when=FIRST_EXCEPTION)
    # The helper may be at the blue film already, and finishes it.
    pool.shutdown(wait=False, cancel_futures=True)
    print("red:", tasks[0].exception())
try:
    pool.submit(develop, "green")
except RuntimeError as error:
    print("green:", error)

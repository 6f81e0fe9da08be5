"""The window waits for the last word of
a task, which comes on every way out."""

import queue
from concurrent.futures import ThreadPoolExecutor

messages = queue.Queue()


def record():
    try:
        messages.put("minute 1")
        raise OSError("the tape is full")
    except BaseException as error:
        messages.put(f"failed: {error}")
    finally:
        messages.put("end")


with ThreadPoolExecutor(max_workers=1) as pool:
    pool.submit(record)
    # as the window does, message by message
    while (text := messages.get()) != "end":
        print(text)

"""The window waits for the last word of
a task that has failed without one."""

import queue
from concurrent.futures import ThreadPoolExecutor

messages = queue.Queue()


def record():
    messages.put("minute 1")
    raise OSError("the tape is full")


with ThreadPoolExecutor(max_workers=1) as pool:
    pool.submit(record)
    # as the window does, message by message
    while (text := messages.get()) != "end":
        print(text)

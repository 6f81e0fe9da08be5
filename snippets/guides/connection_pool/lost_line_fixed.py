"""A clerk whose call fails gives the line
back, so the next one has it."""

import queue
import threading

lines = queue.LifoQueue()
lines.put("line 1")
answers = []


def clerk(number):
    line = lines.get()
    try:
        if number == 0:
            # wrong number: the line comes back
            return
        answers.append(f"{line} called {number}")
    finally:
        lines.put(line)


clerks = [threading.Thread(target=clerk, args=(n,)) for n in (7, 0)]
for thread in clerks:
    thread.start()
for thread in clerks:
    thread.join()
print(*answers)

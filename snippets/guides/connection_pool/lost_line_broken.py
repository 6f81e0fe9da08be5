"""A clerk whose call fails does not give
the line back, and the others wait."""

import queue
import threading

lines = queue.LifoQueue()
lines.put("line 1")
answers = []


def clerk(number):
    line = lines.get()
    if number == 0:
        # wrong number: gone with the line
        return
    answers.append(f"{line} called {number}")
    lines.put(line)


clerks = [threading.Thread(target=clerk, args=(n,)) for n in (7, 0)]
for thread in clerks:
    thread.start()
for thread in clerks:
    thread.join()
print(*answers)

"""A queue's join() waits until all work is done, not for threads."""

import queue
import threading

RATES = {"Oslo": 12, "Lima": 30}
belt = queue.Queue()
labels = queue.Queue()


def stamp():
    while True:
        city = belt.get()
        try:
            if city is None:
                return
            labels.put(f"{city}: {RATES[city]}")
        except KeyError:
            labels.put(f"{city}: return to sender")
        finally:
            belt.task_done()  # stamped or not, it is dealt with


clerks = [threading.Thread(target=stamp) for _ in range(2)]
for clerk in clerks:
    clerk.start()
for city in ["Oslo", "Atlantis", "Lima"]:
    belt.put(city)
belt.join()  # both clerks may still be looking at the empty belt
print("clerks on duty:", sum(clerk.is_alive() for clerk in clerks))
for label in sorted(labels.get() for _ in range(3)):
    print(label)

for _ in clerks:
    belt.put(None)
for clerk in clerks:
    clerk.join()
print("clerks on duty:", sum(clerk.is_alive() for clerk in clerks))

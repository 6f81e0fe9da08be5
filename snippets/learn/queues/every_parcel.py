"""A queue's join() waits until all
work is done, not for threads."""

import queue
import threading

RATES = {"Oslo": 12, "Lima": 30}
belt = queue.Queue()
labels = []


def stamp():
    while True:
        city = belt.get()
        try:
            if city is None:
                return
            labels.append(f"{city}: {RATES[city]}")
        except Exception as error:
            # any error: the clerk goes on
            labels.append(f"{city}: back to sender, {error!r}")
        finally:
            # stamped or not, it is dealt with
            belt.task_done()


clerk = threading.Thread(target=stamp)
clerk.start()
for city in ["Oslo", "Atlantis", "Lima"]:
    belt.put(city)
# the clerk may be waiting
# for another parcel already
belt.join()
print(*labels, sep="\n")
print("clerk on duty:", clerk.is_alive())

belt.put(None)
clerk.join()
print("clerk on duty:", clerk.is_alive())
try:
    belt.task_done()  # one report too many
except ValueError as error:
    print(error)

"""Two runners wait for the start signal:
one release lets both of them go."""

import threading

signal = threading.Semaphore(0)
lamp = "red"
started = []


def run(name):
    # the runner may come late: its place is
    # kept, which a notify() would not do
    signal.acquire()
    started.append(f"{name} at {lamp}")


runners = [
    threading.Thread(target=run, args=(name,))
    for name in ["Ada", "Ben"]
]
for runner in runners:
    runner.start()
lamp = "green"
signal.release(2)
for runner in runners:
    runner.join()
print(*sorted(started), sep=", ")

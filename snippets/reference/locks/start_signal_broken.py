"""Two runners wait for the start signal:
it is given once, and one runner waits on."""

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
signal.release()
for runner in runners:
    runner.join()
print(*sorted(started), sep=", ")

"""Two counters sell from one drawer,
and a lock lets one at it."""

import threading

stamps = 100
drawer = threading.Lock()


def sell():
    global stamps
    # the other counter waits
    # here, on every build
    with drawer:
        stamps = stamps - 1


counters = [threading.Thread(target=sell) for _ in range(2)]
for counter in counters:
    counter.start()
for counter in counters:
    counter.join()
print(f"stamps left: {stamps}")

"""Two counters sell from one drawer,
and trust the GIL to count."""

import threading

stamps = 100


def sell():
    global stamps
    # the other counter may read before we write
    stamps = stamps - 1


counters = [threading.Thread(target=sell) for _ in range(2)]
for counter in counters:
    counter.start()
for counter in counters:
    counter.join()
print(f"stamps left: {stamps}")

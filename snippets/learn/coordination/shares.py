"""Two bakers count loaves; each share
needs the sum of both counts."""

import threading

loaves = [["rye", "wheat", "rye"], ["spelt"]]
counts = [0, 0]
shares = [None, None]
total = 0


# runs once, before either baker goes on
def add_up():
    global total
    total = sum(counts)


all_counted = threading.Barrier(2, action=add_up)


def count(baker):
    counts[baker] = len(loaves[baker])
    # nobody goes on before
    # both counts are there
    all_counted.wait()
    shares[baker] = f"{counts[baker]} of {total} loaves"


bakers = [threading.Thread(target=count, args=(i,)) for i in range(2)]
for baker in bakers:
    baker.start()
for baker in bakers:
    baker.join()
for number, share in enumerate(shares, 1):
    print(f"baker {number}: {share}")

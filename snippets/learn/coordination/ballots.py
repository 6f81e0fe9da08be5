"""Two halls count ballots; each share needs the counts of both."""

import threading

ballots = [["A", "B", "A"], ["B"]]
counts = [0, 0]
shares = [None, None]
all_counted = threading.Barrier(2)


def count(hall):
    counts[hall] = len(ballots[hall])
    all_counted.wait()  # nobody goes on before both counts are there
    shares[hall] = f"{counts[hall]} of {sum(counts)} ballots"


halls = [threading.Thread(target=count, args=(i,)) for i in range(2)]
for hall in halls:
    hall.start()
for hall in halls:
    hall.join()
for hall, share in enumerate(shares, 1):
    print(f"hall {hall}: {share}")

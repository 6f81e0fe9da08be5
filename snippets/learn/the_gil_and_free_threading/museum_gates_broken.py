"""Two gates count visitors and trust the GIL: one can go uncounted."""

import threading

visitors = 0


def one_more(count):
    return count + 1


# --8<-- [start:enter]
def enter():
    global visitors
    visitors = one_more(visitors)  # the other gate may run meanwhile


# --8<-- [end:enter]


gates = [threading.Thread(target=enter) for _ in range(2)]
for gate in gates:
    gate.start()
for gate in gates:
    gate.join()
print(f"visitors: {visitors}")

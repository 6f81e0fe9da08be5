"""Two gates count visitors, and a lock lets one count at a time."""

import threading

visitors = 0
counter = threading.Lock()


def one_more(count):
    return count + 1


# --8<-- [start:enter]
def enter():
    global visitors
    with counter:  # the other gate waits here, whatever the build
        visitors = one_more(visitors)


# --8<-- [end:enter]


gates = [threading.Thread(target=enter) for _ in range(2)]
for gate in gates:
    gate.start()
for gate in gates:
    gate.join()
print(f"visitors: {visitors}")

"""Two polite trucks give way to
each other; neither gets through."""

import threading

north = threading.Lock()
south = threading.Lock()
side_by_side = threading.Barrier(2)
got_through = {"red": [], "blue": []}


def drive(name, source, target):
    # two polite trucks would go on for good
    for _ in range(2):
        with source:
            # both trucks hold their first depot
            side_by_side.wait()
            free = target.acquire(blocking=False)
            got_through[name].append(free)
            # both trucks have tried
            side_by_side.wait()


trucks = [
    threading.Thread(target=drive, args=("red", north, south)),
    threading.Thread(target=drive, args=("blue", south, north)),
]
for truck in trucks:
    truck.start()
for truck in trucks:
    truck.join()
for name, tries in got_through.items():
    print(f"{name} got through: {tries}")

"""Two ushers count guests on one
tally, and a guest can vanish."""

import threading

guests = 0


def admit():
    global guests
    seen = guests
    # The other usher may read the same number
    # here, and then both write the same one.
    guests = seen + 1


doors = [threading.Thread(target=admit) for _ in range(2)]
for door in doors:
    door.start()
for door in doors:
    door.join()
print(f"guests counted: {guests}")

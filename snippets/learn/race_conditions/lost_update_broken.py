"""Two ushers count guests on one tally, and a guest can vanish."""

import threading

guests = 0


def admit():
    global guests
    seen = guests  # the other usher may read the same number now,
    guests = seen + 1  # and then both write the same new one


doors = [threading.Thread(target=admit) for _ in range(2)]
for door in doors:
    door.start()
for door in doors:
    door.join()
print(f"guests counted: {guests}")

"""Two ushers count guests on one
tally, and a lock keeps it right."""

import threading

guests = 0
tally = threading.Lock()


def admit():
    global guests
    # the other usher waits here
    # until the count is written
    with tally:
        seen = guests
        guests = seen + 1


doors = [threading.Thread(target=admit) for _ in range(2)]
for door in doors:
    door.start()
for door in doors:
    door.join()
print(f"guests counted: {guests}")

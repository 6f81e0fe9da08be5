"""Reading an attribute can be a
call, and lets another usher in."""

import threading

guests = 0


def admit_one():
    global guests
    guests = guests + 1


class Party:
    @property
    def size(self):
        # the other usher admits one meanwhile
        other_door.start()
        other_door.join()
        return 1


other_door = threading.Thread(target=admit_one)
guests = guests + Party().size
print(f"guests counted: {guests}")

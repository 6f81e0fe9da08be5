"""A clerk asks for the scale, and
goes on without it after a while."""

import threading

scale = threading.Lock()
notes = []


def weigh(parcel):
    if not scale.acquire(timeout=0.1):
        notes.append(f"{parcel}: gave up")
        return
    try:
        notes.append(f"{parcel}: weighed")
    finally:
        scale.release()


# we keep the scale until the
# first clerk has given up
with scale:
    first = threading.Thread(target=weigh, args=("books",))
    first.start()
    first.join()
for parcel in ("shoes", "honey"):
    clerk = threading.Thread(target=weigh, args=(parcel,))
    clerk.start()
    clerk.join()
for note in notes:
    print(note)

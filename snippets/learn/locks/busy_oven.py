"""A baker asks for the oven, and goes on without it after a while."""

import threading

oven = threading.Lock()
notes = []


def bake(cake):
    if not oven.acquire(timeout=0.1):
        notes.append(f"{cake}: gave up")
        return
    try:
        notes.append(f"{cake}: baked")
    finally:
        oven.release()


with oven:  # the oven is ours until the first baker has given up
    first = threading.Thread(target=bake, args=("lemon cake",))
    first.start()
    first.join()
second = threading.Thread(target=bake, args=("plum cake",))
second.start()
second.join()
for note in notes:
    print(note)

"""Each clerk leaves its result
in a slot that only it writes."""

import threading

GRAMS = {"book": 400, "lamp": 2500}
weights = [None, None]


def weigh(slot, parcel, *, unit):
    weights[slot] = f"{parcel}: {GRAMS[parcel]} {unit}"


clerks = [
    threading.Thread(
        target=weigh, args=(slot, parcel), kwargs={"unit": "g"}
    )
    for slot, parcel in enumerate(GRAMS)
]
for clerk in clerks:
    clerk.start()
for clerk in clerks:
    clerk.join()
# both clerks are done: nobody writes any more
print(weights)

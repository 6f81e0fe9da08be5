"""Two calls: in a row, in two
threads, and in a pool."""

import threading
from concurrent.futures import ThreadPoolExecutor

dishes = ["soup", "salad"]
cooked = {}


def cook(dish):
    # each dish has a place of its own
    cooked[dish] = f"{dish} for two"
    return cooked[dish]


# In a row:
for dish in dishes:
    cook(dish)
print(*cooked.values(), sep=", ")

# In threads, each with its
# own part of the work:
cooked.clear()
cooks = [threading.Thread(target=cook, args=(d,)) for d in dishes]
for thread in cooks:
    thread.start()
for thread in cooks:
    thread.join()
print(*(cooked[dish] for dish in dishes), sep=", ")

# In a pool, which also brings
# back what cook() returns:
with ThreadPoolExecutor() as pool:
    print(*pool.map(cook, dishes), sep=", ")

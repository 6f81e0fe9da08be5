"""What another process can be sent, and what has to stay here."""

import pickle
import threading

things = {
    "a list": ["bread", "milk"],
    "a lambda": lambda: "milk",
    "a lock": threading.Lock(),
    "a generator": (item for item in ["bread", "milk"]),
}

for name, thing in things.items():
    try:
        parcel = pickle.dumps(thing)
    except (pickle.PicklingError, TypeError):
        print(f"{name} cannot be sent")
    else:
        arrived = pickle.loads(parcel)
        print(f"{name} arrives as {arrived}")
        print(f"is it the same object? {arrived is thing}")

"""A catalog that should
load once can load twice."""

import threading

catalog = None
loads = []


def load():
    loads.append("from disk")
    return {"Emma": 3, "Ulysses": 1}


def get_catalog():
    global catalog
    # the other reader may find None, too
    if catalog is None:
        catalog = load()
    return catalog


readers = [threading.Thread(target=get_catalog) for _ in range(2)]
for reader in readers:
    reader.start()
for reader in readers:
    reader.join()
print(f"loads: {len(loads)}")

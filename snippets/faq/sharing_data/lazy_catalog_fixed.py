"""A catalog that loads
once, whoever asks first."""

import threading

catalog = None
loads = []
door = threading.Lock()


def load():
    loads.append("from disk")
    return {"Emma": 3, "Ulysses": 1}


def get_catalog():
    global catalog
    # the other reader waits until it is there
    with door:
        if catalog is None:
            catalog = load()
        return catalog


readers = [threading.Thread(target=get_catalog) for _ in range(2)]
for reader in readers:
    reader.start()
for reader in readers:
    reader.join()
print(f"loads: {len(loads)}")

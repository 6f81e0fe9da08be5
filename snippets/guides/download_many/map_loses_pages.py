"""A loop over map ends at the first
error, and the pages after it are lost."""

from concurrent.futures import ThreadPoolExecutor

site = {"soup": "boil", "pie": "bake"}


def fetch(name):
    if name not in site:
        raise LookupError(f"no page about {name}")
    return site[name]


names = ["soup", "fish", "pie"]
with ThreadPoolExecutor(max_workers=2) as pool:
    try:
        for name, page in zip(names, pool.map(fetch, names)):
            print(f"{name}: {page}")
    except LookupError as error:
        print(f"the end: {error}")

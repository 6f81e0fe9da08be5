"""Show progress: the main thread
counts results as they come in."""

from concurrent.futures import ThreadPoolExecutor, as_completed


def shrink(photo):
    return f"small {photo}"


photos = ["beach", "hill", "town"]
with ThreadPoolExecutor(max_workers=2) as pool:
    futures = [pool.submit(shrink, photo) for photo in photos]
    for count, future in enumerate(as_completed(futures), start=1):
        # raises here what the worker raised
        future.result()
        print(f"{count} of {len(photos)} done")

# in the order given
print([future.result() for future in futures])

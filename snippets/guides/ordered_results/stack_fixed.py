"""Each worker returns its page, and map
gives them in the order of its input."""

from concurrent.futures import ThreadPoolExecutor


def scan(page):
    return page


with ThreadPoolExecutor(max_workers=2) as scanner:
    stack = list(scanner.map(scan, [1, 2]))
print(stack)

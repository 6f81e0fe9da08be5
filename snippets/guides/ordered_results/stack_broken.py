"""Each worker appends its page, so the
stack is in the order of finishing."""

from concurrent.futures import ThreadPoolExecutor

stack = []


def scan(page):
    stack.append(page)


with ThreadPoolExecutor(max_workers=2) as scanner:
    list(scanner.map(scan, [1, 2]))
print(stack)

"""Three customers wait at one counter;
who is next is not defined."""

import threading

counter = threading.Lock()
served = []


def visit(name):
    # the others wait here,
    # in no particular order
    with counter:
        number = len(served) + 1
        served.append(f"{number}. {name}")


customers = [
    threading.Thread(target=visit, args=(name,))
    for name in ("Ada", "Grace", "Linus")
]
for customer in customers:
    customer.start()
for customer in customers:
    customer.join()
for line in served:
    print(line)

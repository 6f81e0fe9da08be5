"""Three customers wait at one counter; nobody promises who is next."""

import threading

counter = threading.Lock()
served = []


def visit(name):
    with counter:  # the three queue up here
        served.append(name)


customers = [
    threading.Thread(target=visit, args=(name,))
    for name in ("Ada", "Grace", "Linus")
]
with counter:  # not open yet
    for customer in customers:
        customer.start()
for customer in customers:
    customer.join()
for name in served:
    print(name)

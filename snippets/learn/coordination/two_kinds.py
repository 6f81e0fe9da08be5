"""Two customers wait for different loaves, so each call wakes both."""

import threading

shelf = []
counter = threading.Condition()
bought = []


def buy(kind):
    with counter:
        while kind not in shelf:
            counter.wait()  # a call may be about the other kind
        shelf.remove(kind)
        bought.append(kind)


def bake(kind):
    with counter:
        shelf.append(kind)
        counter.notify_all()  # notify() could wake the wrong customer


kinds = ["rye", "spelt"]
customers = [threading.Thread(target=buy, args=(k,)) for k in kinds]
for customer in customers:
    customer.start()
bake("spelt")
bake("rye")
for customer in customers:
    customer.join()
print(f"bought: {sorted(bought)}")

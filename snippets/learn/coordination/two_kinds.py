"""Two customers wait for different
loaves, so each call wakes both."""

import threading

shelf = []
counter = threading.Condition()
bought = []


def buy(kind):
    with counter:
        while kind not in shelf:
            # a call may be about the other kind
            counter.wait()
        shelf.remove(kind)
        bought.append(kind)


def bake(kind):
    with counter:
        shelf.append(kind)
        # notify() could wake the wrong customer
        counter.notify_all()


kinds = ["rye", "spelt"]
customers = [threading.Thread(target=buy, args=(k,)) for k in kinds]
for customer in customers:
    customer.start()
bake("spelt")
bake("rye")
for customer in customers:
    customer.join()
print(f"bought: {sorted(bought)}")

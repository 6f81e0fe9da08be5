"""Two conditions share one lock, so
each call wakes the right one."""

import threading

shelf = []
lock = threading.Lock()
baked = {
    "rye": threading.Condition(lock),
    "spelt": threading.Condition(lock),
}
bought = []


def buy(kind):
    with lock:  # the same as `with baked[kind]`
        while kind not in shelf:
            baked[kind].wait()
        shelf.remove(kind)
        bought.append(kind)


def bake(kind):
    with lock:
        shelf.append(kind)
        # whoever waits here waits for this kind
        baked[kind].notify()


kinds = ["rye", "spelt"]
customers = [threading.Thread(target=buy, args=(k,)) for k in kinds]
for customer in customers:
    customer.start()
bake("spelt")
bake("rye")
for customer in customers:
    customer.join()
print(f"bought: {sorted(bought)}")

"""An event that is cleared holds back those who come too late."""

import threading

shop_open = threading.Event()
found = []


def visit(name):
    found.append(f"{name}: {shop_open.wait(timeout=0.1)}")


def send(name):
    customer = threading.Thread(target=visit, args=(name,))
    customer.start()
    customer.join()


shop_open.set()
send("Ada")
shop_open.clear()
send("Grace")
for line in found:
    print(line)

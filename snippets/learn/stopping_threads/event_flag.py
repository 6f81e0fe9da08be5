"""A cook who looks at the sign on the door before each dish."""

import threading

closing = threading.Event()
done = []


def cook(orders):
    for order in orders:
        if closing.is_set():  # between two dishes, nothing is half done
            break
        done.append(order)
    done.append("stove off")


orders = ["soup", "bread", "stew"]
kitchen = threading.Thread(target=cook, args=(orders,))
kitchen.start()
closing.set()  # the cook may be at any dish, or past the last one
kitchen.join()
print("last thing done:", done[-1])

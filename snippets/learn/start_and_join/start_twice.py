"""A thread object starts once; more work takes a new one."""

import threading

rounds = []


def walk_round():
    rounds.append("letters delivered")


carrier = threading.Thread(target=walk_round)
carrier.start()
carrier.join()
try:
    carrier.start()
except RuntimeError as error:
    print(error)

carrier = threading.Thread(target=walk_round)
carrier.start()
carrier.join()
print("rounds:", len(rounds))

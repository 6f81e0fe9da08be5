"""Three bakers share two ovens; a semaphore counts the free ones."""

import threading

free = ["left oven", "right oven"]
ovens = threading.BoundedSemaphore(2)
baked = []


def bake(bread):
    with ovens:  # while both ovens are taken, a third baker waits here
        oven = free.pop()
        baked.append(bread)
        free.append(oven)


bakers = [
    threading.Thread(target=bake, args=(bread,))
    for bread in ("rye", "spelt", "wheat")
]
for baker in bakers:
    baker.start()
for baker in bakers:
    baker.join()
print(f"baked: {sorted(baked)}, ovens free: {len(free)}")

try:
    ovens.release()  # the mistake: nobody has taken an oven
except ValueError as error:
    print(f"ValueError: {error}")

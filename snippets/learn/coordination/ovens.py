"""Three bakers share two ovens; a
semaphore counts the free ones."""

import threading

free = ["left oven", "right oven"]
ovens = threading.BoundedSemaphore(2)
baked = []


def bake(bread):
    # while both ovens are taken,
    # a third baker waits here
    with ovens:
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
    # the mistake: nobody has taken an oven
    ovens.release()
except ValueError as error:
    print(f"ValueError: {error}")

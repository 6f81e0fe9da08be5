"""A stack of plates: the plate that was
put down last is taken first."""

import queue
import threading

stack = queue.LifoQueue()


def wash():
    for plate in ["blue", "red", "white"]:
        stack.put(plate)


dishwasher = threading.Thread(target=wash)
dishwasher.start()
# with a cook beside the dishwasher, the blue
# plate may be used before the red one comes
dishwasher.join()
while not stack.empty():
    print(stack.get())

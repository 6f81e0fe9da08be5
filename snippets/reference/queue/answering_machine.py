"""Two callers leave messages; later,
somebody listens to all of them."""

import queue
import threading

machine = queue.SimpleQueue()


def call(name):
    # never waits: there is always room
    machine.put_nowait(f"{name} called")


callers = [
    threading.Thread(target=call, args=(name,))
    for name in ["Ada", "Ben"]
]
for caller in callers:
    caller.start()
for caller in callers:
    caller.join()
print("messages:", machine.qsize())
heard = []
while not machine.empty():
    # nobody else takes messages: there is
    # still one here
    heard.append(machine.get_nowait())
# either may have called first
print(sorted(heard))

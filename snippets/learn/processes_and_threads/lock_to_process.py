"""Three ways to give a process a
lock; no way makes them share it."""

import multiprocessing
import queue
import threading


def take(keys):
    taken = keys.acquire(timeout=0.1)
    print(f"the process has taken keys: {taken}")


if __name__ == "__main__":
    keys = threading.Lock()
    for method in ("fork", "spawn"):
        context = multiprocessing.get_context(method)
        helper = context.Process(target=take, args=(keys,))
        try:
            helper.start()
        except TypeError as error:
            print(f"by {method}: {error}")
        else:
            helper.join()
            print(f"by {method}: ours are taken: {keys.locked()}")

    post = multiprocessing.Queue()
    # returns; a thread of the queue will fail
    post.put(keys)
    try:
        post.get(timeout=1)
    except queue.Empty:
        print("by queue: nothing arrived")

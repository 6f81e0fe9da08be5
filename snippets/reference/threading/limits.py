"""The longest timeout, the stack of later
threads, and the old name of an error."""

import threading

door = threading.Lock()
door.acquire(timeout=threading.TIMEOUT_MAX)
print("a free lock is taken at once")
try:
    door.acquire(timeout=threading.TIMEOUT_MAX * 2)
except OverflowError:
    print("a longer timeout is refused")
door.release()
try:
    door.release()
except threading.ThreadError as error:
    print(f"{type(error).__name__}: {error}")

before = threading.stack_size(256 * 1024)
actor = threading.Thread(target=print, args=("a small stack",))
actor.start()
actor.join()
# threads that start from now on
threading.stack_size(before)
print("as before:", threading.stack_size() == before)

"""The trick with SetAsyncExc: a cook who waits
hears nothing, and a cleanup is cut short."""

import ctypes
import queue
import threading

orders = queue.Queue()
cleaning = threading.Event()
pot_empty = threading.Event()
stove = ["on"]


def cook():
    try:
        print("cooks", orders.get())
    finally:
        cleaning.set()
        pot_empty.wait()
        stove.clear()


def kill(thread):
    ctypes.pythonapi.PyThreadState_SetAsyncExc(
        ctypes.c_ulong(thread.ident),
        ctypes.py_object(SystemExit),
    )


chef = threading.Thread(target=cook)
chef.start()
# the cook comes to wait for an order
chef.join(timeout=0.2)
kill(chef)
chef.join(timeout=0.2)
print("still there after kill():", chef.is_alive())
orders.put("soup")
cleaning.wait()
# so somebody tries once more
kill(chef)
pot_empty.set()
chef.join()
print("still there:", chef.is_alive())
print("stove:", *stove)

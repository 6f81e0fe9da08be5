"""Two slips when a thread is created,
and the line that was meant."""

import threading


def weigh(parcel):
    print(f"{parcel} weighed by {threading.current_thread().name}")


def run(clerk):
    clerk.start()
    clerk.join()


run(threading.Thread(target=weigh("book"), name="clerk 1"))
run(threading.Thread(target=weigh, args=("lamp"), name="clerk 2"))
run(threading.Thread(target=weigh, args=("vase",), name="clerk 3"))
print("The post office stays open.")

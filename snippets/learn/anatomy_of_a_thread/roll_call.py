"""A roll call of the live threads;
two have the same name."""

import threading

closing_time = threading.Event()


def serve():
    # stays alive until the main thread says so
    closing_time.wait()


def roll_call(moment):
    names = sorted(thread.name for thread in threading.enumerate())
    print(f"{moment}: {', '.join(names)}")


first = threading.Thread(target=serve, name="clerk")
second = threading.Thread(target=serve, name="clerk")
# Python chooses the name
third = threading.Thread(target=serve)

roll_call("before")
for thread in (first, second, third):
    thread.start()
roll_call("open")
print("same name:", first.name == second.name)
print("same ident:", first.ident == second.ident)
closing_time.set()
for thread in (first, second, third):
    thread.join()
roll_call("closed")

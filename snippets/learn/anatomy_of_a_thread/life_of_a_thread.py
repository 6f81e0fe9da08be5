"""One thread's name, numbers and
state, from creation to end."""

import threading

gate = threading.Event()


def deliver():
    # blocked until the main
    # thread opens the gate
    gate.wait()


def show(moment):
    alive = courier.is_alive()
    print(
        f"{moment:10}{courier.name:9}{courier.daemon!s:8}{alive!s:7}"
        f"{courier.ident!s:17}{courier.native_id}"
    )


courier = threading.Thread(target=deliver, name="courier")
print("          name     daemon  alive  ident            native_id")
show("created")
courier.start()
show("started")
gate.set()
courier.join()
show("finished")

"""A thread reads what another one has set."""

import threading

visit = threading.local()
visit.user = "Ann"


def greet():
    print("Hello", visit.user)


threading.Thread(target=greet).start()

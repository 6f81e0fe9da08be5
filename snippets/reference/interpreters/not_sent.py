"""What cannot be sent, what fails over there,
and what an interpreter refuses to do."""

import sys
import threading

if sys.version_info < (3, 14):
    sys.exit("This program needs Python 3.14 or newer.")

from concurrent import interpreters


def burn(cook: interpreters.Interpreter):
    try:
        cook.exec("1 / 0")
    except interpreters.ExecutionFailed as error:
        print("over there:", error.excinfo.type.__name__)


if __name__ == "__main__":
    kitchen = interpreters.create()
    for thing in ("soup", ["soup", "cake"], threading.Lock()):
        told = interpreters.is_shareable(thing)
        print(f"{type(thing).__name__} as it is: {told}")
    try:
        kitchen.prepare_main(key=threading.Lock())
    except interpreters.NotShareableError:
        print("a lock stays here")
    burn(kitchen)

    hot, off = interpreters.create_queue(), interpreters.create_queue()
    kitchen.prepare_main(hot=hot, off=off)
    thread = threading.Thread(
        target=kitchen.exec, args=("hot.put(True); off.get()",)
    )
    thread.start()
    hot.get()
    # it runs until the stove is turned off
    print("running:", kitchen.is_running())
    try:
        kitchen.close()
    except interpreters.InterpreterError as error:
        print("close:", error)
    off.put(True)
    thread.join()
    kitchen.close()
    try:
        kitchen.exec("1")
    except interpreters.InterpreterNotFoundError:
        print("closed, and gone")

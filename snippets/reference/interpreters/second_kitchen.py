"""A second kitchen in the same house: it has
shelves of its own, and gets what is sent."""

import sys

if sys.version_info < (3, 14):
    sys.exit("This program needs Python 3.14 or newer.")

from concurrent import interpreters


def portions(eggs, guests):
    return eggs // guests


if __name__ == "__main__":
    kitchen = interpreters.create()
    main = interpreters.get_main()
    print("here:", interpreters.get_current() == main)
    print("all:", [one.id for one in interpreters.list_all()])
    print(main.whence, "and", kitchen.whence)
    # this name is set over there, and not here
    kitchen.prepare_main(eggs=12)
    kitchen.exec("eggs = eggs - 2")
    print("eggs there:", kitchen.call(eval, "eggs"))
    print("eggs here:", "eggs" in globals())
    print("portions:", kitchen.call(portions, 10, 5))
    kitchen.close()
    print("all:", [one.id for one in interpreters.list_all()])

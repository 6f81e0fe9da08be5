"""Two profilers are switched on."""

import cProfile

one, other = cProfile.Profile(), cProfile.Profile()
one.enable()
try:
    other.enable()
    print("both are on")
except ValueError as error:
    print("ValueError:", error)
one.disable()

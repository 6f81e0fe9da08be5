"""Create, start and join two threads: a square and a cube."""

# --8<-- [start:import]
import sys
import threading


# --8<-- [end:import]
def show_square(number):
    sys.stdout.write(f"square: {number**2}\n")


def show_cube(number):
    sys.stdout.write(f"cube: {number**3}\n")


# --8<-- [start:create]
square = threading.Thread(target=show_square, args=(10,))
cube = threading.Thread(target=show_cube, args=(10,))
# --8<-- [end:create]

# --8<-- [start:start]
square.start()
cube.start()  # from here on, three threads are on their way
# --8<-- [end:start]

# --8<-- [start:join]
square.join()
cube.join()
# --8<-- [end:join]
print("Both are done.")

"""Create, start and join two
threads: a square and a cube."""

import threading

results = []


def note_square(number):
    # perhaps after the cube
    results.append(f"square: {number**2}")


def note_cube(number):
    # perhaps before the square
    results.append(f"cube: {number**3}")


# --8<-- [start:create]
square = threading.Thread(target=note_square, args=(10,))
cube = threading.Thread(target=note_cube, args=(10,))
# --8<-- [end:create]

# --8<-- [start:start]
square.start()
# from here on, three threads are on their way
cube.start()
# --8<-- [end:start]

# --8<-- [start:join]
square.join()
cube.join()
# --8<-- [end:join]
for line in results:
    print(line)
print("Both are done.")

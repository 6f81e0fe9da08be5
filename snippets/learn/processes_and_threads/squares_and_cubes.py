"""Two threads of one process
fill in squares and cubes."""

import threading

numbers = [1, 2, 3]
squares = []
cubes = []


def fill_squares():
    for number in numbers:
        squares.append(number**2)


def fill_cubes():
    for number in numbers:
        cubes.append(number**3)


first = threading.Thread(target=fill_squares)
second = threading.Thread(target=fill_cubes)
first.start()
# from here on, both may be at work
second.start()
first.join()
second.join()
print("squares:", squares)
print("cubes:", cubes)

"""Two processes work out squares
and cubes, and send them home."""

from concurrent.futures import ProcessPoolExecutor


def squares(numbers):
    return [number**2 for number in numbers]


def cubes(numbers):
    return [number**3 for number in numbers]


if __name__ == "__main__":
    numbers = [1, 2, 3]
    with ProcessPoolExecutor(max_workers=2) as pool:
        first = pool.submit(squares, numbers)
        # the first may be at work
        second = pool.submit(cubes, numbers)
        print("squares:", first.result())
        print("cubes:", second.result())

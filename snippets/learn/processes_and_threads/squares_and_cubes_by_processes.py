"""Two processes work out squares and cubes, and send them home."""

import multiprocessing


def send_squares(numbers, post):
    post.put(("squares", [number**2 for number in numbers]))


def send_cubes(numbers, post):
    post.put(("cubes", [number**3 for number in numbers]))


if __name__ == "__main__":
    numbers = [1, 2, 3]
    post = multiprocessing.Queue()
    first = multiprocessing.Process(
        target=send_squares, args=(numbers, post)
    )
    second = multiprocessing.Process(
        target=send_cubes, args=(numbers, post)
    )
    first.start()
    second.start()
    answers = dict([post.get(), post.get()])  # either may come first
    first.join()
    second.join()
    print("squares:", answers["squares"])
    print("cubes:", answers["cubes"])

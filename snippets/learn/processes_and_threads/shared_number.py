"""Two processes add to one number
in memory that both can reach."""

import multiprocessing


def bring_milk(bottles):
    for _ in range(3):
        # the other may wait here
        with bottles.get_lock():
            bottles.value += 1


if __name__ == "__main__":
    # "i" is a whole number
    bottles = multiprocessing.Value("i", 0)
    helpers = [
        multiprocessing.Process(target=bring_milk, args=(bottles,))
        for _ in range(2)
    ]
    for helper in helpers:
        helper.start()
    for helper in helpers:
        helper.join()
    print("bottles of milk:", bottles.value)

"""Two processes add to one number, which
lies in memory that both of them have."""

import multiprocessing


def develop(prints):
    for _ in range(1000):
        # reading and writing are two steps
        with prints.get_lock():
            prints.value += 1


if __name__ == "__main__":
    prints = multiprocessing.Value("i", 0)
    workers = [
        multiprocessing.Process(target=develop, args=(prints,))
        for _ in range(2)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print(prints.value, "prints")

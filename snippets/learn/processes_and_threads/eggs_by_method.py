"""Eggs were added under the
guard: which process has them?"""

import multiprocessing

shopping = ["bread"]


def add_milk(method):
    shopping.append("milk")
    print(f"by {method}: {shopping}")


if __name__ == "__main__":
    shopping.append("eggs")
    for method in ("fork", "spawn"):
        context = multiprocessing.get_context(method)
        helper = context.Process(target=add_milk, args=(method,))
        helper.start()
        helper.join()
    print(f"here: {shopping}")

"""All orders in which 1, 2, 3 and
a, b, c can follow each other."""

from itertools import permutations


def is_kept(entries):
    """Whether the numbers are in their
    order, and the letters, too."""
    numbers = [entry for entry in entries if entry in "123"]
    letters = [entry for entry in entries if entry in "abc"]
    return numbers == ["1", "2", "3"] and letters == ["a", "b", "c"]


orders = [row for row in permutations("123abc") if is_kept(row)]
print(len(orders), "orders")
print("the first:", *orders[0])
print("the last:", *orders[-1])

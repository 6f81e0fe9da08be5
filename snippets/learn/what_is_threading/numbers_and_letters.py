"""Two threads take turns on one terminal: numbers and letters."""

import sys
import threading


# --8<-- [start:work]
def write_numbers():
    for number in (1, 2, 3):
        sys.stdout.write(f"{number}\n")


def write_letters():
    for letter in "abc":
        sys.stdout.write(f"{letter}\n")


# --8<-- [end:work]


numbers = threading.Thread(target=write_numbers)
letters = threading.Thread(target=write_letters)
numbers.start()
letters.start()
numbers.join()
letters.join()
print("Both threads are done.")

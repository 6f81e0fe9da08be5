"""Two threads share one terminal: one writes numbers, one letters."""

import sys
import threading


def write_numbers():
    for number in (1, 2, 3):
        sys.stdout.write(f"{number}\n")  # letters may come in between


def write_letters():
    for letter in "abc":
        sys.stdout.write(f"{letter}\n")  # numbers may come in between


numbers = threading.Thread(target=write_numbers)
letters = threading.Thread(target=write_letters)
numbers.start()
letters.start()
numbers.join()
letters.join()
print("Both threads are done.")

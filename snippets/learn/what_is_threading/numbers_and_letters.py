"""Two threads fill one sheet: one
writes numbers, one letters."""

import threading

sheet = []


def write_numbers():
    for number in (1, 2, 3):
        # letters may come in between
        sheet.append(number)


def write_letters():
    for letter in "abc":
        # numbers may come in between
        sheet.append(letter)


numbers = threading.Thread(target=write_numbers)
letters = threading.Thread(target=write_letters)
numbers.start()
letters.start()
numbers.join()
letters.join()
for entry in sheet:
    print(entry)
print("Both threads are done.")

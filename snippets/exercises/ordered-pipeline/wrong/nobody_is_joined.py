# WRONG: In order, and with a sign for each. But
# `subtitle()` returns while a translator is
# still on the way home.
"""Returns before they are home."""

import queue
import threading


def subtitle(lines, translate, show):
    todo, done = queue.Queue(), queue.Queue()

    def work():
        while (item := todo.get()) is not None:
            number, line = item
            done.put((number, translate(line)))

    for item in enumerate(lines):
        todo.put(item)
    for _ in range(2):
        todo.put(None)
    translators = [threading.Thread(target=work) for _ in range(2)]
    for translator in translators:
        translator.start()
    early = {}
    for number in range(len(lines)):
        while number not in early:
            place, text = done.get()
            early[place] = text
        show(early.pop(number))


if __name__ == "__main__":
    screen = []
    subtitle(["Who is there?", "Nobody."], str.upper, screen.append)
    for text in screen:
        print(text)

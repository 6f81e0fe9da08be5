# WRONG: `index()` finds the first line of this
# text. If a line comes twice, its second
# translation never gets a place.
"""Looks its number up."""

import queue
import threading


def subtitle(lines, translate, show):
    todo, texts = queue.Queue(), {}

    def work():
        while (line := todo.get()) is not None:
            texts[lines.index(line)] = translate(line)

    for line in lines:
        todo.put(line)
    for _ in range(2):
        # each sends one translator home
        todo.put(None)
    translators = [threading.Thread(target=work) for _ in range(2)]
    for translator in translators:
        translator.start()
    for translator in translators:
        translator.join()
    for number in sorted(texts):
        show(texts[number])


if __name__ == "__main__":
    screen = []
    subtitle(["Who is there?", "Nobody."], str.upper, screen.append)
    for text in screen:
        print(text)

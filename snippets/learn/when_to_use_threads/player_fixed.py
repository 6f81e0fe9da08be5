"""The screen sees whole steps of a player."""

import threading

position = {"x": 0, "y": 0}
world = threading.Lock()
drawn = []


def move():
    for _ in range(2):
        with world:  # the screen waits until both have moved
            position["x"] += 1
            position["y"] += 1


def draw():
    with world:  # the player waits until both are read
        drawn.append((position["x"], position["y"]))


player = threading.Thread(target=move)
screen = threading.Thread(target=draw)
player.start()
screen.start()
player.join()
screen.join()
x, y = drawn[0]
print(f"drawn on the diagonal: {x == y}")
print("the player went to", *position.values())

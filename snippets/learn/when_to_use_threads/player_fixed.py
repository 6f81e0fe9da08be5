"""The screen sees whole steps of a player."""

import threading

position = {"x": 0, "y": 0}
world = threading.Lock()
drawn = []


def move():
    for _ in range(2):
        # the screen waits until both have moved
        with world:
            position["x"] += 1
            position["y"] += 1


def draw():
    # the player waits until both are read
    with world:
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

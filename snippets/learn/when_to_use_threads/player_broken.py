"""The screen may see half
a step of a player."""

import threading

position = {"x": 0, "y": 0}
drawn = []


def move():
    for _ in range(2):
        position["x"] += 1
        # The screen may look here:
        # x has moved, y has not.
        position["y"] += 1


def draw():
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

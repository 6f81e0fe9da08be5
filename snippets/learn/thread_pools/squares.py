"""Two helpers work out how much
paper each square print needs."""

from concurrent.futures import ThreadPoolExecutor


def paper(side):
    return side * side


sides = [10, 13, 20, 30]
with ThreadPoolExecutor(max_workers=2) as pool:
    areas = list(pool.map(paper, sides))

for side, area in zip(sides, areas):
    print(f"{side} cm wide: {area} square cm")

"""An exception stays in its
future until somebody asks."""

from concurrent.futures import ThreadPoolExecutor


def develop(film):
    if film == "red":
        raise ValueError("the film is torn")
    return "12 prints"


with ThreadPoolExecutor(max_workers=2) as pool:
    tasks = {
        film: pool.submit(develop, film) for film in ["blue", "red"]
    }
print("the lab closes, nobody complained")

for film, task in tasks.items():
    try:
        print(f"{film}: {task.result()}")
    except ValueError as error:
        print(f"{film}: {error}")

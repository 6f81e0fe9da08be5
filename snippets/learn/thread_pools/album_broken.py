"""An album waits for photos that
wait for the album's helper."""

from concurrent.futures import ThreadPoolExecutor


def develop(photo):
    return f"{photo}.jpg"


def make_album(photos):
    tasks = [pool.submit(develop, photo) for photo in photos]
    # keeps the helper busy
    return [task.result() for task in tasks]


with ThreadPoolExecutor(max_workers=1) as pool:
    album = pool.submit(make_album, ["sea", "city"])
    print("one album is ordered")
    print("album:", album.result())

"""result() in a loop raises the first
error after all films are done."""

from concurrent.futures import ThreadPoolExecutor

begun = []


def develop(film):
    begun.append(film)
    if film == "torn":
        raise ValueError("the film is torn")


try:
    with ThreadPoolExecutor(max_workers=1) as lab:
        films = ["torn", "city", "sea"]
        jobs = [lab.submit(develop, film) for film in films]
        for job in jobs:
            job.result()
except ValueError as error:
    print(f"{error}; begun: {begun}")

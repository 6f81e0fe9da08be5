"""All films are tried, and one error
tells of every film that failed."""

from concurrent.futures import ThreadPoolExecutor


def develop(film):
    if film.startswith("torn"):
        raise ValueError("the film is torn")
    return f"{film} developed"


def develop_all(films):
    with ThreadPoolExecutor(max_workers=2) as lab:
        jobs = {film: lab.submit(develop, film) for film in films}
    failures = []
    for film, job in jobs.items():
        # None if the film is developed
        if error := job.exception():
            error.add_note(film)
            failures.append(error)
    if failures:
        raise ExceptionGroup("films failed", failures)
    return [job.result() for job in jobs.values()]


try:
    print(develop_all(["city", "torn 1", "torn 2"]))
except* ValueError as group:
    for error in group.exceptions:
        print(*error.__notes__, error, sep=": ")

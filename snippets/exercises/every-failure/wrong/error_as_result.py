# WRONG: A job may return an exception, such as
# the one it was asked to describe. That is no
# failure.
"""Errors come back as results."""

from concurrent.futures import ThreadPoolExecutor


def attempt(job):
    try:
        return job()
    except Exception as error:
        return error


def run_all(jobs):
    done, failed = {}, {}
    with ThreadPoolExecutor(max_workers=2) as pool:
        results = pool.map(attempt, jobs.values())
        for name, result in zip(jobs, results):
            failure = isinstance(result, Exception)
            (failed if failure else done)[name] = result
    return done, failed


if __name__ == "__main__":

    def torn():
        raise ValueError("the paper is torn")

    def dry():
        raise OSError("out of ink")

    done, failed = run_all({"flyer": torn, "poster": dry})
    print("done:", done)
    for name, error in failed.items():
        print(f"failed: {name}, {error}")

# WRONG: A batch may be empty, and a pool
# without a worker is refused.
"""A worker for each job."""

from concurrent.futures import ThreadPoolExecutor


def run_all(jobs):
    done, failed = {}, {}
    with ThreadPoolExecutor(max_workers=len(jobs)) as pool:
        futures = {name: pool.submit(job) for name, job in jobs.items()}
        for name, future in futures.items():
            # waits for the job
            error = future.exception()
            if error is None:
                done[name] = future.result()
            else:
                failed[name] = error
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

"""`unittest.main()` finds the tests of the program that runs it."""

import pytest
from programs import verdict

from everyorder import explore

TEST = """\
import threading
import unittest


class Counting(unittest.TestCase):
    def test_it(self):
        n = []
        workers = [threading.Thread(target=n.append, args=(1,)) for _ in range(2)]
        for worker in workers:
            worker.start()
        {join}
        self.assertEqual(len(n), 2)


if __name__ == "__main__":
    unittest.main()
"""
JOIN = "for worker in workers: worker.join()"


def test_a_test_that_passes_in_every_order_holds():
    report = verdict(TEST.format(join=JOIN))
    assert (report.verdict, report.exhaustive) == ("holds", True), report.sentence()


def test_a_test_that_fails_in_some_order_ends_with_status_1():
    report = verdict(TEST.format(join="pass"))
    assert (report.verdict, report.detail) == ("raises", "SystemExit: 1")


@pytest.mark.parametrize("argument", ["Counting", "Counting.test_it"])
def test_tests_are_found_by_name(argument):
    source = TEST.format(join=JOIN).replace(
        "unittest.main()", f"unittest.main(argv=['x', {argument!r}])"
    )
    assert verdict(source).verdict == "holds"


def test_tests_of_other_files_are_not_run_plainly(tmp_path):
    (tmp_path / "test_other.py").write_text("import unittest\n")
    file = tmp_path / "program.py"
    file.write_text(
        f"import unittest\nunittest.TestLoader().discover({str(tmp_path)!r})"
    )
    report = explore(file)
    assert (report.verdict, report.line) == ("unsupported", 2)
    assert "import of test_other by the library" in report.detail


def test_the_module_that_runs_is_main():
    source = "x = 1\nimport __main__\nprint(__main__.x, __main__.__name__)\n"
    assert verdict(source, promise="1 __main__").verdict == "holds"

"""What may not stand on a page, because no test would see it.

pytest-codeblocks alone skips a fence that it does not know, and would call it a pass.
Here the ways to show code are closed: a program in ```python or ```bash, its output,
commands in ```console, and settings in ```toml. Prose is prose.py's affair.
"""

import re
import tomllib

from sitekit.pages.source import Fence, Source

RUNNABLE = ("python", "bash")
LOOKALIKES = {
    "py": "python",
    "py3": "python",
    "python3": "python",
    "pycon": "python",
    "pyi": "python",
    "ipython": "python",
    "sh": "bash",
    "shell": "bash",
    "zsh": "bash",
}
ADVICE = {
    "python": "Write ```python.",
    "bash": "Write ```bash for a script that runs, ```console for commands to type.",
}
CODE = (".py", ".sh", ".out")
CODE_SPAN = re.compile(r"`[^`]*`")
PRE = re.compile(r"<pre\b", re.IGNORECASE)
COMMAND = re.compile(r"(\$|>>?|PS>) \S")
CONTAINER = re.compile(r"(!!!|\?\?\?\+?|===)\s|([-*+]|\d+[.)])\s|:\s|\[\^[^]]+\]:")


def refuse_stray_code(source: Source) -> None:
    """Raise PageError at the first code that no test would run."""
    for index, line in enumerate(source.lines):
        code = line.include and line.include.path.suffix in CODE
        if code and index not in source.inside:
            source.refuse(
                line.number,
                f"{line.include.path} is embedded outside a code fence",
                "Put the --8<-- line between ```python and ```.",
            )
    _refuse_indented_code(source)
    _refuse_typed_code(source)
    for fence in source.fences:
        if fence.language in LOOKALIKES:
            source.refuse(
                source.line(fence),
                f"```{fence.language} would never run",
                ADVICE[LOOKALIKES[fence.language]],
            )


def _refuse_indented_code(source: Source) -> None:
    """Refuse a paragraph that Markdown would show as code because it is indented."""
    outside = [source.lines[index] for index in source.outside()]
    for index, line in enumerate(outside):
        begins = line.text.strip() and (
            index == 0 or not outside[index - 1].text.strip()
        )
        if not begins or _indent(line.text) < 4:
            continue
        above = (
            other.text for other in reversed(outside[:index]) if other.text.strip()
        )
        outer = (text for text in above if _indent(text) < _indent(line.text))
        if not CONTAINER.match(next(outer, "").lstrip()):
            source.refuse(
                line.number,
                "this paragraph is indented, so it would be shown as code",
                "Move it to the left margin, or the code to a file under"
                f" {source.site.name(source.site.snippets)}/.",
            )


def _indent(text: str) -> int:
    """In columns; Markdown takes a tab for as many as lead to the next fourth."""
    columns = text.expandtabs(4)
    return len(columns) - len(columns.lstrip())


def _refuse_typed_code(source: Source) -> None:
    for index in source.outside():
        line = source.lines[index]
        if PRE.search(CODE_SPAN.sub("", line.text)):
            source.refuse(
                line.number,
                "code in <pre> is not run and not checked",
                "Show a program (```python, ```bash) with its output instead.",
            )


def refuse_other_fence(source: Source, fence: Fence) -> None:
    """Raise PageError unless a fence that is no program and no output may stand."""
    number, body = source.line(fence), source.body(fence)
    outputs = [x for x in body if x.include and x.include.path.suffix == ".out"]
    if outputs or (fence.title or "").startswith("Output"):
        source.refuse(
            number,
            "this output is not held to a program",
            "Put <!--pytest-codeblocks:expected-output--> above the fence.",
        )
    if fence.language == "console":
        for line in body:
            if line.text.strip() and not COMMAND.match(line.text.strip()):
                source.refuse(
                    line.number,
                    f"{line.text.strip()!r} is no command, and outputs are not typed",
                    "Begin commands with '$ ', and show an output by a program.",
                )
    elif fence.language == "toml":
        try:
            tomllib.loads("\n".join(line.text.strip() for line in body))
        except tomllib.TOMLDecodeError as error:
            source.refuse(number, f"this is no TOML: {error}", "Correct it.")
    elif fence.language != "markdown":
        source.refuse(
            number,
            f"a ```{fence.language or ' '} block is not run and not checked",
            "Show a program (```python, ```bash) with its output, commands"
            " (```console) or settings (```toml).",
        )

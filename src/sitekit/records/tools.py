"""Does every tool of a program earn its place? What breaks when it is taken out.

`make records` writes it (commands/proofs.py).
"""

KIND = "tools"


def told(record: dict | None) -> list[str]:
    """What the removal of each tool breaks, in sentences."""
    return []

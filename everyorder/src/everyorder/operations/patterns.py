"""What the patterns of `match` look at in their subject.

Each gives the parts that a pattern asked for, or None where it does not fit. Lengths,
items and attributes are read one after another, as CPython does it; a sequence that
has changed its length in between raises, as there.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from everyorder.operations.attributes import Attributes
    from everyorder.operations.items import Items

SEQUENCE, MAPPING, ITSELF = 1 << 5, 1 << 6, 1 << 22  # flags of types, as CPython has
MISSING = object()


class Patterns:
    attributes: "Attributes"
    items: "Items"

    def __init__(self, attributes: "Attributes", items: "Items"):
        self.attributes, self.items = attributes, items

    def sequence(self, site: int, subject: Any, count: int, star: int) -> bool:
        """Whether the subject is a sequence as long as `count` patterns ask for."""
        if not type(subject).__flags__ & SEQUENCE:
            return False
        self.items.whole(site, subject)
        length = len(subject)
        return length == count if star < 0 else length >= count - 1

    def unpacked(self, site: int, subject: Any, count: int, star: int) -> list[Any]:
        """The parts of a sequence, those under a star as one list."""
        self.items.whole(site, subject)
        parts = list(subject)
        if star < 0:
            if len(parts) != count:
                size = "not enough" if len(parts) < count else "too many"
                raise ValueError(f"{size} values to unpack (expected {count})")
            return parts
        after = count - star - 1
        if len(parts) < count - 1:
            raise ValueError(f"not enough values to unpack (expected {count - 1})")
        end = len(parts) - after
        return [*parts[:star], parts[star:end], *parts[end:]]

    def element(self, site: int, subject: Any, number: int) -> Any:
        """One item, counted from the end if the number is negative."""
        number = number if number >= 0 else len(subject) + number
        return self.items.read(site, subject, number)

    def mapped(
        self, site: int, subject: Any, keys: tuple[Any, ...]
    ) -> list[Any] | None:
        """The values of these keys in a mapping that has them all."""
        if not type(subject).__flags__ & MAPPING:
            return None
        self.items.whole(site, subject)
        if len(subject) < len(keys):
            return None
        if len(set(keys)) < len(keys):
            raise ValueError("mapping pattern checks duplicate key")
        values: list[Any] = []
        for key in keys:
            self.items.whole(site, subject)
            values.append(subject.get(key, MISSING))
            if values[-1] is MISSING:
                return None
        return values

    def others(self, site: int, subject: Any, keys: tuple[Any, ...]) -> dict[Any, Any]:
        """What a mapping holds but for these keys."""
        self.items.whole(site, subject)
        rest = dict(subject)
        for key in keys:
            del rest[key]
        return rest

    def classed(
        self, site: int, subject: Any, cls: Any, count: int, *names: str
    ) -> list[Any] | None:
        """The attributes that a class pattern asks for, by position and by name."""
        if not isinstance(cls, type):
            raise TypeError("called match pattern must be a class")
        if not isinstance(subject, cls):
            return None
        values: list[Any] = []
        asked = list(names)
        if count:
            places: Any = getattr(cls, "__match_args__", MISSING)
            itself = places is MISSING and cls.__flags__ & ITSELF
            places = () if places is MISSING else places
            allowed = 1 if itself else len(places)
            if count > allowed:
                raise TypeError(
                    f"{cls.__name__}() accepts {allowed} positional sub-pattern"
                    f"{'s' * (allowed != 1)} ({count} given)"
                )
            values = [subject] if itself else []
            asked = [*names] if itself else [*places[:count], *names]
        if len(set(asked)) < len(asked):
            raise TypeError(f"{cls.__name__}() got multiple sub-patterns for one name")
        for name in asked:
            try:
                values.append(self.attributes.read(site, subject, name))
            except AttributeError:
                return None
        return values

"""`match`, written as `if` and `elif`, so that what a pattern reads is an operation.

A pattern becomes an expression that tells whether it fits; a part of the subject is
kept in a temporary, a captured name is bound after the whole pattern has fitted, as
Python does it. operations/patterns.py has what the tests call.
"""

import ast
from collections.abc import Callable

from everyorder.instrument.comprehensions import Comprehensions
from everyorder.instrument.expressions import Located


class Patterns(Comprehensions):
    body: Callable[..., list[ast.stmt]]  # statements.py

    def visit_Match(self, node: ast.Match) -> list[ast.stmt]:
        before = self.temporaries
        subject = self.temporary()
        value = self.visit(node.subject)
        keep = ast.Assign([ast.Name(subject, ast.Store())], value)
        statements: list[ast.stmt] = [ast.copy_location(keep, node)]
        following = statements
        for case in node.cases:
            self.captures: dict[str, str] = {}
            test = self._fits(case.pattern, subject)
            bound = [self._bind(case.pattern, *pair) for pair in self.captures.items()]
            guard = [self.truth(case.guard)] if case.guard else []
            test = self._all(case.pattern, [test, *bound, *guard])
            let_go = self._forgotten(node, before)
            body = self.body(case.body, let_go)
            branch = ast.copy_location(ast.If(test, body, []), node)
            following.append(branch)
            following = branch.orelse
        return statements

    # --- expressions

    def _load(self, node: ast.AST, name: str) -> ast.Name:
        return ast.copy_location(ast.Name(name, ast.Load()), node)

    def _all(self, node: ast.AST, tests: list[ast.expr]) -> ast.expr:
        true = self.constant(node, True)
        tests = [t for t in tests if not isinstance(t, ast.Constant)] or [true]
        if len(tests) == 1:
            return tests[0]
        return ast.copy_location(ast.BoolOp(ast.And(), tests), node)

    def _keep(self, node: ast.AST, name: str, value: ast.expr) -> ast.NamedExpr:
        target = ast.copy_location(ast.Name(name, ast.Store()), node)
        return ast.copy_location(ast.NamedExpr(target, value), node)

    def _kept(self, node: ast.AST, name: str, value: ast.expr) -> ast.Subscript:
        """A test that keeps `value` under this name and fits whatever it is."""
        pair = [self._keep(node, name, value), self.constant(node, True)]
        both = ast.copy_location(ast.Tuple(pair, ast.Load()), node)
        last = ast.Subscript(both, self.constant(node, 1), ast.Load())
        return ast.copy_location(last, node)

    def _bind(self, node: ast.AST, name: str, temporary: str) -> ast.Subscript:
        """A test that binds a captured name and always fits."""
        value = self._keep(node, name, self._load(node, temporary))
        return self._kept(node, self.temporary(), self.visit_NamedExpr(value))

    def _look(
        self, node: Located, operation: str, subject: str, *arguments: ast.expr
    ) -> ast.Call:
        site = self.site(node, "match")
        return self.operation(
            node, operation, site, self._load(node, subject), *arguments
        )

    def _part(self, node: ast.AST, subject: str, number: int) -> ast.Subscript:
        index = self.constant(node, number)
        part = ast.Subscript(self._load(node, subject), index, ast.Load())
        return ast.copy_location(part, node)

    # --- patterns

    def _fits(self, pattern: ast.pattern, subject: str) -> ast.expr:
        """An expression: whether the pattern fits what `subject` names."""
        fits = getattr(self, f"_fits_{type(pattern).__name__}")
        test: ast.expr = fits(pattern, subject)
        return test

    def _fits_MatchValue(self, pattern: ast.MatchValue, subject: str) -> ast.expr:
        value = self.visit(pattern.value)
        return self._comparison(pattern, ast.Eq(), self._load(pattern, subject), value)

    def _fits_MatchSingleton(
        self, pattern: ast.MatchSingleton, subject: str
    ) -> ast.expr:
        parts: list[ast.expr] = [self.constant(pattern, pattern.value)]
        left = self._load(pattern, subject)
        return ast.copy_location(ast.Compare(left, [ast.Is()], parts), pattern)

    def _fits_MatchAs(self, pattern: ast.MatchAs, subject: str) -> ast.expr:
        tests = [self._fits(pattern.pattern, subject)] if pattern.pattern else []
        if pattern.name:
            tests.append(self._capture(pattern, pattern.name, subject))
        return self._all(pattern, tests)

    def _capture(self, node: ast.AST, name: str, subject: str) -> ast.Subscript:
        if name not in self.captures:
            self.captures[name] = self.temporary()
        return self._kept(node, self.captures[name], self._load(node, subject))

    def _fits_MatchOr(self, pattern: ast.MatchOr, subject: str) -> ast.expr:
        tests = [self._fits(part, subject) for part in pattern.patterns]
        return ast.copy_location(ast.BoolOp(ast.Or(), tests), pattern)

    def _fits_parts(
        self, node: ast.AST, values: ast.expr, patterns: list[ast.pattern]
    ) -> list[ast.expr]:
        """Tests that keep the result of a look and fit its parts, one by one."""
        whole = self.temporary()
        kept = self._keep(node, whole, values)
        none = self.constant(node, None)
        found = ast.copy_location(ast.Compare(kept, [ast.IsNot()], [none]), node)
        tests: list[ast.expr] = [found]
        for number, pattern in enumerate(patterns):
            part = self.temporary()
            tests.append(self._kept(node, part, self._part(node, whole, number)))
            tests.append(self._fits(pattern, part))
        return tests

    def _fits_MatchSequence(self, pattern: ast.MatchSequence, subject: str) -> ast.expr:
        parts = pattern.patterns
        star = next(
            (n for n, p in enumerate(parts) if isinstance(p, ast.MatchStar)), -1
        )
        counts = [self.constant(pattern, n) for n in (len(parts), star)]
        fits = self._look(pattern, "sequence", subject, *counts)
        if all(map(_is_wildcard, parts)):
            return fits
        if star >= 0 and _is_wildcard(parts[star]):
            return self._all(pattern, [fits, *self._ends(parts, star, subject)])
        values = self._look(pattern, "unpacked", subject, *counts)
        return self._all(pattern, [fits, *self._fits_parts(pattern, values, parts)])

    def _ends(
        self, parts: list[ast.pattern], star: int, subject: str
    ) -> list[ast.expr]:
        """Tests of the items before and after a star that keeps nothing."""
        tests: list[ast.expr] = []
        for number, pattern in enumerate(parts):
            if number != star and not _is_wildcard(pattern):
                place = number if number < star else number - len(parts)
                part, index = self.temporary(), self.constant(pattern, place)
                value = self._look(pattern, "end_item", subject, index)
                tests.append(self._kept(pattern, part, value))
                tests.append(self._fits(pattern, part))
        return tests

    def _fits_MatchStar(self, pattern: ast.MatchStar, subject: str) -> ast.expr:
        if pattern.name is None:
            return self.constant(pattern, True)
        return self._capture(pattern, pattern.name, subject)

    def _fits_MatchMapping(self, pattern: ast.MatchMapping, subject: str) -> ast.expr:
        parts: list[ast.expr] = [self.visit(key) for key in pattern.keys]
        keys = ast.copy_location(ast.Tuple(parts, ast.Load()), pattern)
        kept = self.temporary()
        key_values = self._keep(pattern, kept, keys)
        values = self._look(pattern, "mapped", subject, key_values)
        tests = self._fits_parts(pattern, values, pattern.patterns)
        if pattern.rest:
            rest = self.temporary()
            others = self._look(pattern, "others", subject, self._load(pattern, kept))
            tests.append(self._kept(pattern, rest, others))
            tests.append(self._capture(pattern, pattern.rest, rest))
        return self._all(pattern, tests)

    def _fits_MatchClass(self, pattern: ast.MatchClass, subject: str) -> ast.expr:
        names = [self.constant(pattern, name) for name in pattern.kwd_attrs]
        count = self.constant(pattern, len(pattern.patterns))
        cls = self.visit(pattern.cls)
        values = self._look(pattern, "classed", subject, cls, count, *names)
        parts = [*pattern.patterns, *pattern.kwd_patterns]
        return self._all(pattern, self._fits_parts(pattern, values, parts))


def _is_wildcard(pattern: ast.pattern) -> bool:
    """Whether a pattern takes anything and keeps nothing."""
    kinds = (ast.MatchAs, ast.MatchStar)
    bare = isinstance(pattern, kinds) and pattern.name is None
    return bare and getattr(pattern, "pattern", None) is None

"""What the variables of a program hold, as far as its syntax tree tells honestly.

Nothing is run. A variable, an attribute of `self`, a parameter or a result is of a kind
only if all values that the program gives it are: parameters from the calls, `args=` of
threads and `submit` among them. The program is read again and again, each time with
what was learned before, until nothing new is learned; kinds only widen, so that ends.
What is not seen through, a class made at run time for example, is UNKNOWN.
"""

import ast
from collections.abc import Iterator

from sitekit.reference.kinds import (
    NOTHING,
    UNKNOWN,
    Function,
    Kind,
    Library,
    Made,
    Many,
    Module,
    Named,
    Own,
    OwnMade,
    Several,
    Table,
)
from sitekit.reference.learning import learn
from sitekit.reference.scopes import FUNCTIONS, RESULT, Scope, scopes

MOST_ROUNDS = 12
KEEPS = {"list", "set", "tuple", "sorted", "reversed", "iter", "frozenset"}
TAKES = {"pop", "popleft"}


class Inference:
    """The kinds of all expressions of one program."""

    def __init__(self, tree: ast.Module, library: Library):
        self.tree, self.library = tree, library
        self.scopes = scopes(tree)
        self.known: dict[tuple[ast.AST, str], Kind] = {}
        for _ in range(MOST_ROUNDS):
            learned = learn(self)
            if learned == self.known:
                break
            self.known = learned

    def kind(self, node: ast.AST, scope: Scope) -> Kind:
        """What an expression is, in the scope where it stands."""
        read = getattr(self, f"_{type(node).__name__}", None)
        return read(node, scope) if read else UNKNOWN

    def _Name(self, node: ast.Name, scope: Scope) -> Kind:
        home = scope.of(node.id)
        return self.known.get((home.node, node.id), NOTHING) if home else UNKNOWN

    def _Constant(self, node: ast.Constant, scope: Scope) -> Kind:
        return NOTHING if node.value is None else UNKNOWN

    def _Attribute(self, node: ast.Attribute, scope: Scope) -> Kind:
        return self.attribute(self.kind(node.value, scope), node.attr)

    def attribute(self, owner: Kind, name: str) -> Kind:
        """What stands behind the dot."""
        match owner:
            case Module(place):
                return self.library.within(place, name)
            case Named(place):
                return self._of_named(place, name)
            case Made(made):
                return self.library.member(made, name)
            case OwnMade(node) | Own(node):
                return self._own(node, name, isinstance(owner, OwnMade))
            case _ if owner is NOTHING:
                return NOTHING
        return UNKNOWN

    def _of_named(self, place: str, name: str) -> Kind:
        """What a class has, or an attribute that holds an object of a known class."""
        held = self.library.returns.get(place, "")
        found = (
            self.library.within(place, name),
            self.library.member(place, name),
            self.library.member(held, name),
        )
        return next((kind for kind in found if kind is not UNKNOWN), UNKNOWN)

    def _own(self, node: ast.ClassDef, name: str, made: bool) -> Kind:
        """An attribute of a class of the program, or of one that it is based on."""
        for item in node.body:
            if isinstance(item, FUNCTIONS) and item.name == name:
                if any(_is_property(one) for one in item.decorator_list):
                    return self.known.get((item, RESULT), NOTHING)
                return Function(item, bound=made)
        for base in self.bases(node):
            inherited = (
                self.library.member(base.name, name)
                if isinstance(base, Named)
                else self._own(base.node, name, made)
            )
            if inherited is not UNKNOWN:
                return inherited
        return self.known.get((node, name), UNKNOWN)

    def bases(self, node: ast.ClassDef) -> Iterator[Named | Own]:
        for base in node.bases:
            kind = self.kind(base, self.scopes[node].parent)
            if isinstance(kind, Named | Own) and kind != Own(node):
                yield kind

    def _Call(self, node: ast.Call, scope: Scope) -> Kind:
        called = self.kind(node.func, scope)
        if isinstance(called, Named | Own | Function):
            return self.result(called)
        match node.func:
            case ast.Name(id="super"):
                return self._super(scope)
            case ast.Name(id=name) if called is UNKNOWN and node.args:
                return self._builtin(name, node, scope)
            case ast.Attribute(value=value, attr=name):
                return self._of_collection(self.kind(value, scope), name)
        return UNKNOWN

    def result(self, called: Kind) -> Kind:
        """What a call of it returns."""
        match called:
            case Named(name):
                return self.library.called(name)
            case Own(made):
                return OwnMade(made)
            case Function(made):
                return self.known.get((made, RESULT), NOTHING)
        return UNKNOWN

    def _super(self, scope: Scope) -> Kind:
        while scope.parent and not scope.method_of:
            scope = scope.parent
        for base in self.bases(scope.method_of) if scope.method_of else ():
            return Made(base.name) if isinstance(base, Named) else OwnMade(base.node)
        return UNKNOWN

    def _builtin(self, name: str, node: ast.Call, scope: Scope) -> Kind:
        items = [self.library.item(self.kind(arg, scope)) for arg in node.args]
        if name in KEEPS:
            return Many(items[0])
        if name in ("next", "min", "max") and items[0] is not UNKNOWN:
            return items[0]
        if name == "enumerate":
            return Many(Several((UNKNOWN, items[0])))
        return Many(Several(tuple(items))) if name == "zip" else UNKNOWN

    def _of_collection(self, owner: Kind, name: str) -> Kind:
        match owner, name:
            case Table(key, value), "items":
                return Many(Several((key, value)))
            case Table(_, value), "values":
                return Many(value)
            case Table(key, _), "keys":
                return Many(key)
            case Table(_, value), "get" | "pop" | "setdefault":
                return value
            case Many(item), _ if name in TAKES:
                return item
            case Many(), "copy":
                return owner
        return UNKNOWN

    def _List(self, node: ast.List | ast.Set, scope: Scope) -> Kind:
        return Many(self.library.joined(self._parts(node.elts, scope)))

    _Set = _List

    def _parts(self, nodes: list[ast.expr], scope: Scope) -> Iterator[Kind]:
        for node in nodes:
            if isinstance(node, ast.Starred):
                yield self.library.item(self.kind(node.value, scope))
            else:
                yield self.kind(node, scope)

    def _Tuple(self, node: ast.Tuple, scope: Scope) -> Kind:
        if any(isinstance(part, ast.Starred) for part in node.elts):
            return self._List(node, scope)
        return Several(tuple(self._parts(node.elts, scope)))

    def _Dict(self, node: ast.Dict, scope: Scope) -> Kind:
        keys = self.library.joined(self.kind(k, scope) for k in node.keys if k)
        return Table(keys, self.library.joined(self._parts(node.values, scope)))

    def _ListComp(self, node: ast.ListComp, scope: Scope) -> Kind:
        return Many(self.kind(node.elt, self.scopes[node]))

    _SetComp = _GeneratorExp = _ListComp

    def _DictComp(self, node: ast.DictComp, scope: Scope) -> Kind:
        inner = self.scopes[node]
        return Table(self.kind(node.key, inner), self.kind(node.value, inner))

    def _Subscript(self, node: ast.Subscript, scope: Scope) -> Kind:
        owner = self.kind(node.value, scope)
        match owner, node.slice:
            case Several(items), ast.Constant(value=int(at)) if at < len(items):
                return items[at]
            case Table(_, value), _:
                return value
            case Many(), ast.Slice():
                return owner
            case Many(item), _:
                return item
            case Named() | Own(), _:  # Queue[int]
                return owner
        return NOTHING if owner is NOTHING else UNKNOWN

    def _IfExp(self, node: ast.IfExp, scope: Scope) -> Kind:
        both = self.kind(node.body, scope), self.kind(node.orelse, scope)
        return self.library.join(*both)

    def _BoolOp(self, node: ast.BoolOp, scope: Scope) -> Kind:
        return self.library.joined(self.kind(part, scope) for part in node.values)

    def _BinOp(self, node: ast.BinOp, scope: Scope) -> Kind:
        left, right = self.kind(node.left, scope), self.kind(node.right, scope)
        if isinstance(node.op, ast.Mult) and isinstance(left, Many):
            return left
        return self.library.join(left, right) if isinstance(left, Many) else UNKNOWN

    def _NamedExpr(self, node: ast.NamedExpr, scope: Scope) -> Kind:
        return self.kind(node.value, scope)

    def _Await(self, node: ast.Await, scope: Scope) -> Kind:
        return self.kind(node.value, scope)

    def _Lambda(self, node: ast.Lambda, scope: Scope) -> Kind:
        return Function(node)

    def annotated(self, node: ast.expr | None, scope: Scope) -> Kind:
        """What a variable is said to be: an object of the class that is named."""
        kind = self.kind(node, scope) if node else NOTHING
        match kind:
            case Named(name):
                return self.library.called(name)
            case Own(made):
                return OwnMade(made)
        return NOTHING


def _is_property(node: ast.expr) -> bool:
    return "property" in ast.unparse(node)

"""What of the syntax passes as it is, and why: the rest has a method that rewrites it.

A node that is neither here nor rewritten is unsupported, with its line; so a new Python
brings nothing that is passed over in silence (tests/test_closed.py holds the two to
the nodes of each Python). LANGUAGE.md says of each operation what it touches.
"""

PARTS = "it touches nothing itself; its parts are rewritten"
VALUE = "a value that does not change"
FLOW = "it says what comes next, and touches nothing"
SCOPE = "it says where names belong (scopes.py)"
KIND = "it says what the node around it does, which looks at it"
PATTERN = "the statement around it rewrites it as a whole (patterns.py)"
LAZY = "it is evaluated when its value is asked for, as a function that is called"

PASSES = {
    **dict.fromkeys(["Expr", "withitem", "keyword"], PARTS),
    **dict.fromkeys(["Set", "Slice", "JoinedStr"], PARTS),
    **dict.fromkeys(["arguments", "arg", "comprehension"], PARTS),
    "Interpolation": "the template string around it is refused",
    "Constant": VALUE,
    **dict.fromkeys(["Pass", "Break", "Continue"], FLOW),
    **dict.fromkeys(["Global", "Nonlocal", "alias"], SCOPE),
    **dict.fromkeys(["Load", "Store", "Del", "And", "Or", "Not", "Is", "IsNot"], KIND),
    **dict.fromkeys(["Add", "Sub", "Mult", "MatMult", "Div", "Mod", "Pow"], KIND),
    **dict.fromkeys(["FloorDiv", "LShift", "RShift", "BitOr", "BitXor"], KIND),
    **dict.fromkeys(["BitAnd", "Invert", "UAdd", "USub", "Eq", "NotEq"], KIND),
    **dict.fromkeys(["Lt", "LtE", "Gt", "GtE", "In", "NotIn"], KIND),
    **dict.fromkeys(["match_case", "MatchValue", "MatchSingleton", "MatchOr"], PATTERN),
    **dict.fromkeys(["MatchSequence", "MatchMapping", "MatchClass"], PATTERN),
    **dict.fromkeys(["MatchStar", "MatchAs"], PATTERN),
    **dict.fromkeys(["TypeVar", "ParamSpec", "TypeVarTuple"], LAZY),
}

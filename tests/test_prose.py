"""Where words stand, and that no module reads a fact back from words that another one made.

Words are made once, from facts. A module that strips, splits or searches them afterwards would break
with every change of the wording, and could not be translated.
"""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, get_args

import pytest

import evspec
from evspec.comparison.facts import Kind, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = Path(evspec.__file__).parent

#: The packages that hold and decide facts, and those that word them.
LAYERS = ("claims", "wording", "vehicles", "derivation", "comparison", "plot")

#: The modules that may hold prose, and the functions in which it stands; "*" for all of a module.
PROSE = {
    "claims/citations.py": {"_phrases"},
    "claims/claim.py": {"_details"},
    "claims/precedence.py": {"", "_worth_in_words", "criterion"},
    "claims/selection.py": {"", "_unrivaled"},
    "claims/source.py": {""},
    "wording/cells.py": {"share_of"},
    "wording/editions.py": {"*"},
    "wording/footnotes.py": {"*"},
    "wording/facts.py": {"*"},
    "wording/sheet.py": {"*"},
    "vehicles/making.py": {"generation_said"},
    "vehicles/vehicle.py": {"_missing"},
    "derivation/charging.py": {"*"},
    "derivation/costs.py": {"*"},
    "derivation/derived.py": {""},
    "derivation/estimates.py": {""},
    "derivation/formulas.py": {"*"},
    "derivation/results.py": {"figure_of"},
    "comparison/footers.py": {"*"},
    "comparison/old_and_new.py": {"__repr__", "to_table"},
    "comparison/pairing.py": {"why", "_last"},
    "comparison/side_by_side.py": {"_footer", "to_table"},
    "comparison/sentences.py": {"*"},
    "comparison/summary.py": {"*"},
    "comparison/words.py": {"*"},
    "plot/bars.py": {"*"},
    "plot/charging.py": {"*"},
    "plot/dumbbells.py": {"*"},
    "plot/lifetimes.py": {"*"},
    "plot/points.py": {"*"},
}
#: What looks like prose and is a code: the kinds of a verdict, and its reasons.
CODES = {*get_args(Kind), *(reason.value for reason in Reason)}

#: The modules that make words of facts; what their functions return is never read back.
WORDING = (
    "claims/citations.py", "comparison/summary.py", "comparison/words.py",
    *sorted(path.relative_to(SOURCE).as_posix() for path in SOURCE.glob("wording/[a-z]*.py")),
)  # fmt: skip
#: Further functions and attributes that give words: of values, specs, rows, changes, selections.
GIVING_WORDS = {"show", "row_label", "condition", "conditions", "label", "words", "why", "heading"}
#: Functions that read text.
READING = {
    "removeprefix", "removesuffix", "partition", "rpartition", "split", "rsplit", "splitlines", "find",
    "rfind", "index", "rindex", "startswith", "endswith", "replace", "translate",
    "match", "fullmatch", "search", "findall", "finditer", "sub",
}  # fmt: skip
#: Where words are not read back: `measures`, `specs` and `files` read what others wrote, `table` lays it out.
LOOKED_THROUGH = (*(f"{layer}/" for layer in LAYERS), "values/", "catalogs/", "cli/")


#: Where they still are: a remark that is needed only after the sources were named is put before them.
READ_BACK = {("plot/points.py", "_scatter")}


class Module(NamedTuple):
    name: str
    tree: ast.Module


@cache
def modules() -> tuple[Module, ...]:
    paths = sorted(SOURCE.rglob("*.py"))
    return tuple(
        Module(path.relative_to(SOURCE).as_posix(), ast.parse(path.read_text("utf-8"))) for path in paths
    )


def functions(module: Module) -> Iterator[tuple[str, list[ast.AST]]]:
    """Yield each function's name and nodes, "" for what stands outside of all of them."""
    inside: set[int] = set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef) and id(node) not in inside:
            nodes = list(ast.walk(node))
            inside.update(map(id, nodes))
            yield node.name, nodes
    yield "", [node for node in ast.walk(module.tree) if id(node) not in inside]


def prose(nodes: list[ast.AST]) -> Iterator[str]:
    """Yield the text of three words and more that is neither a docstring, nor an error, nor a code."""
    aside: set[int] = set()
    for node in nodes:
        is_docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        # what is checked for its type has the words of its error beside it
        is_check = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "check_type"
        if is_docstring or is_check or isinstance(node, ast.Raise):
            aside.update(map(id, ast.walk(node)))
        if isinstance(node, ast.JoinedStr):
            aside.update(map(id, node.values))
    for node in nodes:
        parts = node.values if isinstance(node, ast.JoinedStr) else [node]
        texts = [part.value for part in parts if isinstance(part, ast.Constant)]
        text = "".join(text if isinstance(text, str) else "" for text in texts)
        is_prose = len(re.findall(r"[A-Za-z]{2,}(?=[\s.,;:]|$)", text)) > 2 and " " in text.strip()
        if id(node) not in aside and is_prose and text not in CODES:
            yield text


@pytest.mark.parametrize("layer", LAYERS)
def test_prose_stands_in_few_modules(layer: str) -> None:
    found: dict[str, set[str]] = {}
    for module in modules():
        for name, nodes in functions(module) if module.name.startswith(f"{layer}/") else ():
            if any(prose(nodes)):
                found.setdefault(module.name, set()).add(name)
    told = {name: {"*"} if "*" in PROSE.get(name, ()) else found[name] for name in found}
    assert told == {name: allowed for name, allowed in PROSE.items() if name.startswith(f"{layer}/")}


@cache
def makers() -> frozenset[str]:
    """Return the names of everything that gives words."""
    wording = [module.tree for module in modules() if module.name in WORDING]
    made = {
        node.name
        for tree in wording
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        if re.search(r"\b(str|Span|Note|Cell|_Sentence)\b", ast.unparse(node.returns or ast.Name("")))
    }
    return frozenset(made | GIVING_WORDS)


def gives_words(node: ast.AST, names: set[str]) -> bool:
    """Tell whether an expression has words in it: a call that makes them, or a name that holds them."""
    for part in ast.walk(node):
        match part:
            case ast.Attribute(attr=name) | ast.Call(func=ast.Name(id=name)) if name in makers():
                return True
            case ast.Name(id=name) if name in names:
                return True
    return False


def holding_words(nodes: list[ast.AST]) -> set[str]:
    """Return the local names to which words are assigned."""
    names: set[str] = set()
    size = -1
    while size != len(names):
        size = len(names)
        for node in nodes:
            targets: list[ast.expr] = []
            value: ast.expr | None = None
            match node:
                case ast.Assign():
                    targets, value = node.targets, node.value
                case ast.AnnAssign() | ast.NamedExpr() | ast.AugAssign():
                    targets, value = [node.target], node.value
                case ast.For() | ast.comprehension():
                    targets, value = [node.target], node.iter
            if value is not None and gives_words(value, names):
                names |= {n.id for target in targets for n in ast.walk(target) if isinstance(n, ast.Name)}
    return names


def read_back(nodes: list[ast.AST]) -> Iterator[str]:
    """Yield the expressions that read text which was made of facts."""
    names = holding_words(nodes)
    for node in nodes:
        match node:
            case ast.Call(func=ast.Attribute(value=text, attr=name), args=args) if name in READING:
                is_read = any(gives_words(part, names) for part in (text, *args))
            case ast.Compare(left=ast.Constant() | ast.JoinedStr(), ops=[ast.In() | ast.NotIn(), *_]):
                is_read = gives_words(node.comparators[0], names)
            case _:
                continue
        if is_read:
            yield ast.unparse(node)


def test_no_fact_is_read_back_from_words() -> None:
    found: dict[tuple[str, str], set[str]] = {}
    for module in modules():
        for name, nodes in functions(module) if module.name.startswith(LOOKED_THROUGH) else ():
            if expressions := set(read_back(nodes)):
                found[module.name, name] = expressions
    assert found.keys() == READ_BACK, found


@pytest.mark.parametrize(
    ("code", "is_read"),
    [
        ('in_words(found, old, new).removeprefix("better, ")', True),
        ('change.words.partition(" (")', True),
        ('words = change.words\nfirst, rest = words.split(", ", 1)', True),
        ('for word in (c.words for c in changes):\n    print(word.startswith("worse"))', True),
        ('if (said := size_in_words(found)) and "at most" in said:\n    pass', True),
        ('re.sub("n/s", "", label_of(row, entries))', True),
        ('note = note_of(entry, units).text\nnote.replace("Also", "")', True),
        ('id_, _, edition = id_.partition("@")', False),
        ('", ".join(change.words for change in changes)', False),
        ('change.words == "same"', False),
    ],
)
def test_what_reads_words_is_found(code: str, is_read: bool) -> None:
    assert bool(list(read_back(list(ast.walk(ast.parse(code)))))) is is_read

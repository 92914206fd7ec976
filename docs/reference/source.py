"""What the reference pages read out of the source: refusals, deeds, moves and flags, without running it."""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
_CODE = re.compile(r"[a-z_]+\.[a-z_]+")
_REFUSES = re.compile(r"Refuses:(.*?)(?:\.\s*$|\.\s*\n\s*\n|\.\s+[A-Z`])", re.DOTALL)
_MOVE = re.compile(r"\(Stage\.(\w+), Stage\.(\w+)\),\s*# (T\d+)")

Function = ast.FunctionDef


@dataclass(frozen=True, slots=True)
class RefusalPlace:
    """One sentence a refusal can say, and the file it stands in."""

    code: str
    sentence: str
    path: str


@dataclass(frozen=True, slots=True)
class UseCase:
    """A function that does a deed: `app/order/cancel.py` and `cancel`."""

    path: str
    name: str
    deeds: tuple[str, ...]
    moves_to: tuple[str, ...]
    stages: tuple[str, ...]
    refuses: tuple[str, ...]
    raises: tuple[str, ...]
    lowers: tuple[str, ...]

    @property
    def place(self) -> str:
        """How the pages name it."""
        return f"`{self.path}` {self.name}"


@dataclass(frozen=True, slots=True)
class Move:
    """One line of the table in `app/order/workflow.py`; `mark` is the T-number beside it."""

    now: str
    to: str
    mark: str


@cache
def modules() -> tuple[tuple[str, ast.Module], ...]:
    """Every file of `app` with its syntax tree, by path."""
    paths = sorted((ROOT / "app").rglob("*.py"))
    return tuple((path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))) for path in paths)


def moves() -> tuple[Move, ...]:
    """The moves of an order, in the order in which the file lists them."""
    text = (ROOT / "app" / "order" / "workflow.py").read_text(encoding="utf-8")
    return tuple(Move(*found) for found in _MOVE.findall(text))


# Refusals


def refusals() -> tuple[RefusalPlace, ...]:
    """Every code with every sentence it is said in, sorted by code."""
    found = {one for path, tree in modules() for one in _refusals_of(path, tree)}
    return tuple(sorted(found, key=lambda one: (one.code, one.path, one.sentence)))


def _refusals_of(path: str, tree: ast.Module) -> Iterator[RefusalPlace]:
    functions = functions_of(tree)
    for node in ast.walk(tree):
        pair = _code_and_sentence(node)
        if pair is not None:
            for sentence in sentences_in(pair[1], functions):
                yield RefusalPlace(pair[0], sentence, path)


def _code_and_sentence(node: ast.AST) -> tuple[str, ast.expr] | None:
    """`Refusal("code", sentence)`, `Missing("code", sentence)`, or the bare pair a pure rule answers with."""
    if isinstance(node, ast.Call) and _name(node.func) in ("Refusal", "Missing"):
        parts = node.args
    elif isinstance(node, ast.Tuple):
        parts = node.elts
    else:
        return None
    if len(parts) < 2 or not isinstance(parts[0], ast.Constant) or not isinstance(parts[0].value, str):
        return None
    code = parts[0].value
    return (code, parts[1]) if _CODE.fullmatch(code) and isinstance(parts[1], ast.Call) else None


def sentences_in(node: ast.AST, functions: dict[str, Function]) -> tuple[str, ...]:
    """The marked texts in an expression, and in the functions of the same file that it calls."""
    found: list[str] = []
    seen: set[str] = set()
    waiting = [node]
    while waiting:
        for call in (one for one in ast.walk(waiting.pop()) if isinstance(one, ast.Call)):
            name = _name(call.func)
            if name in ("_", "counted") and call.args and isinstance(call.args[0], ast.Constant):
                found.append(str(call.args[0].value))
            elif name in functions and name not in seen:
                seen.add(name)
                waiting.append(functions[name])
    return tuple(text for text in dict.fromkeys(found) if text.strip(", "))


Place = tuple[str, str]

# Use cases


@cache
def use_cases() -> tuple[UseCase, ...]:
    """Every public function of `app` that does a deed, with what it says of itself."""
    found = (
        case
        for path, tree in modules()
        if not path.startswith(("app/upkeep/demo", "app/upkeep/seed", "app/upkeep/visit"))
        for case in _use_cases_of(path, tree)
    )
    return tuple(case for case in found if case.deeds)


def _use_cases_of(path: str, tree: ast.Module) -> Iterator[UseCase]:
    functions = functions_of(tree)
    for name, function in functions.items():
        if name.startswith("_"):
            continue
        parts = (function, *_called_privately(function, functions))
        helpers = _inside_the_deed(path, name)
        yield UseCase(
            path, name,
            deeds=_deeds_in(tree, parts), moves_to=_members(tree, parts, "move", "Stage"),
            stages=_members(tree, parts, "require", "Stage"), refuses=_refused_by(function),
            raises=_flags_by("raise_flag", ((tree, parts), *helpers)),
            lowers=_flags_by("lower_flag", ((tree, parts), *helpers)),
        )  # fmt: skip


def _flags_by(called: str, parts: Iterable[tuple[ast.Module, tuple[Function, ...]]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(flag for tree, inside in parts for flag in _members(tree, inside, called, "Flag")))


def _inside_the_deed(path: str, name: str) -> tuple[tuple[ast.Module, tuple[Function, ...]], ...]:
    """What the use case calls in other files, by which way ever, to do a part of its own deed."""
    reached = sorted(_closure([(_module(path), name)], _calls()[0]))
    return tuple(
        (tree, (function,))
        for tree, function in (_functions()[place] for place in reached if place in _functions())
        if any(argument.arg == "deed" for argument in function.args.args)
    )


@cache
def _functions() -> dict[Place, tuple[ast.Module, Function]]:
    """Every function of `app` by module and name, with the file it stands in."""
    return {(_module(path), name): (tree, one) for path, tree in modules() for name, one in functions_of(tree).items()}


def _module(path: str) -> str:
    return path.removesuffix(".py").replace("/", ".")


def _deeds_in(tree: ast.Module, parts: tuple[Function, ...]) -> tuple[str, ...]:
    """Deeds opened, and those by which a PIN or password is entered in the audit."""
    return (*_members(tree, parts, "deed", "Deed"), *_members(tree, parts, "known_by", "Deed"))


def functions_of(tree: ast.Module) -> dict[str, Function]:
    """The functions of a file by name."""
    return {node.name: node for node in tree.body if isinstance(node, Function)}


def _called_privately(function: Function, functions: dict[str, Function]) -> tuple[Function, ...]:
    """The private functions of the same file that it calls, directly or through one another."""
    found: dict[str, Function] = {}
    waiting = [function]
    while waiting:
        for call in (node for node in ast.walk(waiting.pop()) if isinstance(node, ast.Call)):
            name = _name(call.func)
            if name.startswith("_") and name in functions and name not in found:
                found[name] = functions[name]
                waiting.append(functions[name])
    return tuple(found.values())


def _members(tree: ast.Module, parts: tuple[Function, ...], called: str, kind: str) -> tuple[str, ...]:
    """The members of an enum (`Stage`) that stand in calls of one name (`require`).

    Where the call holds another call (`deed(booked_as(kind))`), those in that function of the same file count; where it
    holds a variable, every member in the caller or in a table it reads.
    """
    found: list[str] = []
    for part in parts:
        for call in (node for node in ast.walk(part) if isinstance(node, ast.Call) and _name(node.func) == called):
            found += (
                _attributes(call, kind)
                or _answered(tree, call, kind)
                or _attributes(part, kind)
                or _in_tables(tree, part, kind)
            )
    return tuple(dict.fromkeys(found))


def _attributes(node: ast.AST, kind: str) -> list[str]:
    return [one.attr for one in ast.walk(node) if isinstance(one, ast.Attribute) and _name(one.value) == kind]


def _answered(tree: ast.Module, call: ast.Call, kind: str) -> list[str]:
    """The members that the functions asked in a call may answer with."""
    functions = functions_of(tree)
    asked = (_name(inner.func) for one in call.args for inner in ast.walk(one) if isinstance(inner, ast.Call))
    return [member for name in asked if name in functions for member in _attributes(functions[name], kind)]


def _in_tables(tree: ast.Module, part: Function, kind: str) -> list[str]:
    read = {node.id for node in ast.walk(part) if isinstance(node, ast.Name)}
    tables = (
        node for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        and any(_name(target) in read for target in (node.targets if isinstance(node, ast.Assign) else [node.target]))
    )  # fmt: skip
    return [member for table in tables for member in _attributes(table, kind)]


def _refused_by(function: Function) -> tuple[str, ...]:
    said = _REFUSES.search((ast.get_docstring(function) or "") + "\n\n")
    return tuple(_CODE.findall(said.group(1))) if said else ()


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""


# From the window or a command to the deed


@cache
def reached_from() -> dict[str, tuple[str, ...]]:
    """Each deed by name: the files of `ui` from whose imports a chain of calls leads to it."""
    calls, done = _calls()
    found: dict[str, list[str]] = {}
    for path in sorted((ROOT / "ui").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for deed in sorted({deed for one in _closure(_imported(tree).values(), calls) for deed in done.get(one, ())}):
            found.setdefault(deed, []).append(path.relative_to(ROOT).as_posix())
    return {deed: tuple(paths) for deed, paths in found.items()}


@cache
def _calls() -> tuple[dict[Place, frozenset[Place]], dict[Place, frozenset[str]]]:
    """For every function of `app` by module and name: what of `app` it names, and which deeds."""
    calls: dict[Place, frozenset[Place]] = {}
    done: dict[Place, frozenset[str]] = {}
    for path, tree in modules():
        module = _module(path)
        known = {**{name: (module, name) for name in functions_of(tree)}, **_imported(tree)}
        for name, function in functions_of(tree).items():
            named = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
            inside = {
                (
                    ".".join(known[node.value.id]),
                    node.attr,
                )  # `swap.enter`: a function of a module that is imported whole
                for node in ast.walk(function)
                if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in known
            }
            calls[module, name] = frozenset(known[one] for one in named if one in known) | inside
            done[module, name] = frozenset(_deeds_in(tree, (function,)))
    return calls, done


def _imported(tree: ast.Module) -> dict[str, Place]:
    """What a file takes from `app`, wherever in it the import stands: the name here, the module and name there."""
    return {
        alias.asname or alias.name: (node.module, alias.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("app.")
        for alias in node.names
    }


def _closure(begin: Iterable[Place], calls: dict[Place, frozenset[Place]]) -> set[Place]:
    found: set[Place] = set()
    waiting = list(begin)
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += calls.get(one, ())
    return found

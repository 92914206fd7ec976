"""The rules of the house that linters cannot say (STYLE, DESIGN §1, §7)."""

import ast
import dataclasses
import enum
import importlib
import inspect
import pkgutil
import re
import subprocess
import sys
import tomllib
import typing
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from types import FunctionType, ModuleType, UnionType

import pytest
from sqlalchemy.orm import Session

import app
from app.desk import DeedInProgress, Desk, Person, Store
from app.overview.whole_order import EventOut, WholeOrder
from app.paper.kinds import CODES
from app.trust.deeds import Deed
from app.trust.roles import roles_for
from resources.locale.build import gathered, missing
from ui.__main__ import COMMANDS

ROOT = Path(__file__).resolve().parents[1]
LONGEST_FILE = 400
BANNED_FILES = {
    "utils", "util", "helpers", "helper", "common", "misc", "base", "manager", "service", "handler", "process",
    "data", "info",
}  # fmt: skip
BANNED_CLASSES = re.compile(r"(Manager|Handler|Helper|Utils?|Base|Info|Data|Processor)$")
BANNED_FUNCTIONS = re.compile(r"^_?(do|handle|process|get|util|helper)_(?!the_)")
BANNED_VARIABLES = {"obj", "tmp", "cfg", "svc", "qty", "misc", "utils", "helpers"}
SQLALCHEMY_S_OWN = {"process_bind_param", "process_result_value"}

# The page of the contract: every name below is what acceptance finds a widget by. `<…>` stands for what is filled in.
CONTRACT_NAMES = """
signin.person signin.pin signin.enter signin.error
shell.search shell.rail.<place> shell.status shell.lock shell.toast palette.input palette.list
board.column.<stage> board.card.<order number>
checkin.find checkin.plate checkin.vin checkin.model checkin.customer_name checkin.phone checkin.odometer
checkin.energy_level checkin.concern checkin.promised_at checkin.wash checkin.old_parts checkin.damage
checkin.photo_add checkin.valuables checkin.save checkin.missing
order.header order.step.<step> order.timeline order.documents
inspection.table inspection.complete
quote.lines quote.add_labour quote.add_part quote.add_package quote.total quote.offer quote.decision.<line>
sign.document sign.privacy_consent sign.pad sign.clear sign.accept
workshop.queue workshop.start workshop.pause workshop.finish workshop.additional
qc.table qc.pass qc.fail qc.pin
settlement.bill.<payer> settlement.pay settlement.invoice_number
handover.checklist handover.sign handover.release handover.print
"""
TEXTS = ("*.py", "*.md", "*.toml", "*.po", "*.csv", "*.svg", "*.spec", "*.yaml", "*.yml", "justfile", "run")
RAIL = ("board", "checkin", "orders", "workshop", "newcars", "customers", "care", "quality", "settings")


@cache
def source(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(source(path))


@cache
def files(*folders: str, pattern: str = "*.py") -> tuple[Path, ...]:
    return tuple(sorted(path for folder in folders for path in (ROOT / folder).rglob(pattern)))


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def words_of_tests() -> str:
    return "\n".join(source(path) for path in files("tests") if path != Path(__file__))


@cache
def modules() -> tuple[ModuleType, ...]:
    return tuple(importlib.import_module(found.name) for found in pkgutil.walk_packages(app.__path__, "app."))


def test_no_file_is_longer_than_400_lines() -> None:
    lengths = {named(path): len(source(path).splitlines()) for path in files("app", "ui")}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_file_is_named_for_what_holds_anything() -> None:
    assert [named(path) for path in files("app", "ui", "tests", "migrations") if path.stem in BANNED_FILES] == []


def test_every_test_file_has_a_name_of_its_own() -> None:
    names = Counter(path.name for path in files("tests") if path.name != "conftest.py")
    assert [name for name, count in names.items() if count > 1] == []
    assert files("tests", pattern="__init__.py") == ()


def is_empty_verb(name: str) -> bool:
    """Whether a function's name says that something happens and not what."""
    return BANNED_FUNCTIONS.match(name) is not None and name not in SQLALCHEMY_S_OWN


def names_in(path: Path) -> Iterator[str]:
    """Names that say nothing, with the line they stand in."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ClassDef) and BANNED_CLASSES.search(node.name):
            yield f"{named(path)}:{node.lineno} {node.name}"
        if isinstance(node, ast.FunctionDef) and is_empty_verb(node.name):
            yield f"{named(path)}:{node.lineno} {node.name}"
        if isinstance(node, ast.arg) and node.arg in BANNED_VARIABLES:
            yield f"{named(path)}:{node.lineno} {node.arg}"
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id in BANNED_VARIABLES:
            yield f"{named(path)}:{node.lineno} {node.id}"


def test_no_name_is_one_that_says_nothing() -> None:
    assert [name for path in files("app", "ui", "tests", "migrations") for name in names_in(path)] == []


@pytest.mark.parametrize(("word", "instead"), [("审计链", "日志链"), ("审计日志", "操作日志"), ("钥匙串", "密钥环")])
def test_one_thing_has_one_chinese_word(word: str, instead: str) -> None:
    written = [path.name for path in files("resources/locale/zh_CN", pattern="*.po") if word in source(path)]
    assert not written, f"the window says {instead}"


def test_every_module_class_and_public_function_of_the_store_says_what_it_is_for() -> None:
    silent = []
    for path in files("app", "ui"):
        if not ast.get_docstring(tree(path)):
            silent.append(named(path))
        for node in tree(path).body:
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
                is_use = path.parts[len(ROOT.parts)] == "app" or isinstance(node, ast.ClassDef)
                if is_use and not ast.get_docstring(node):
                    silent.append(f"{named(path)}:{node.lineno} {node.name}")
    assert silent == []


def test_the_layers_of_the_house_are_kept() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([str(program)], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout[-3000:]


def test_what_is_left_to_do_stands_in_no_comment() -> None:
    marks = re.compile(r"#.*\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "X" * 3, "HA" + "CK")) + r")\b")
    found = [
        f"{named(path)}:{number}"
        for path in files("app", "ui", "migrations", "tests", "resources")
        for number, line in enumerate(source(path).splitlines(), start=1)
        if marks.search(line)
    ]
    assert found == []


def test_the_tree_names_no_machine_and_no_package_index() -> None:
    machine = re.compile(
        r"(?<![\w.~])/(?:" + "|".join(("ho" + "me", "ro" + "ot", "Us" + "ers", "wo" + "rk", "fa" + "rm")) + r")/[\w.]"
        r"|[A-Z]:\\\\?Users|\.\./shar" + "ed" + r"|https?://[^\s\"'<>)]*/sim" + r"ple\b|index-u" + "rl"
    )
    folders = ("app", "ui", "migrations", "resources", "tests", "docs", ".ci")
    texts = [path for kind in TEXTS for path in (*files(*folders, pattern=kind), *ROOT.glob(kind)) if path.is_file()]
    found = [
        f"{named(path)}:{number}: {line.strip()[:80]}"
        for path in texts
        for number, line in enumerate(source(path).splitlines(), start=1)
        if machine.search(line)
    ]
    assert len(texts) > 300
    assert found == []


PLAIN = (int, str, bool, bytes, type(None), datetime, date, timedelta)
DOORS = (Desk, Store, Person)  # what opens a store, not what it answers
FOR_JSON = (WholeOrder, EventOut)  # made to be printed as JSON: their mappings are objects there


def what_leaves(kind: object, *, may_map: bool = False) -> Iterator[object]:
    """The types inside an answer that are neither plain nor frozen."""
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if origin in (tuple, frozenset, typing.Union, UnionType) or (may_map and origin is dict):
        for one in inside:
            if one is not Ellipsis:
                yield from what_leaves(one, may_map=may_map)
    elif origin is not None and isinstance(origin, type) and issubclass(origin, Mapping) and origin is not dict:
        yield from (bad for one in inside for bad in what_leaves(one))
    elif isinstance(kind, type) and dataclasses.is_dataclass(kind):
        yield from what_leaves_of(kind)
    elif not (kind in PLAIN or isinstance(kind, typing.NewType) or is_enum(kind)):
        yield kind


def is_enum(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, enum.Enum)


@cache
def _fields_that_leave(kind: type) -> tuple[object, ...]:
    hints = typing.get_type_hints(kind)
    may_map = kind in FOR_JSON
    return tuple(bad for name in hints for bad in what_leaves(hints[name], may_map=may_map))


def what_leaves_of(kind: type) -> Iterator[object]:
    if kind in DOORS:
        return
    if not (kind.__dataclass_params__.frozen and "__slots__" in vars(kind)):  # type: ignore[attr-defined]
        yield kind
    yield from _fields_that_leave(kind)


def answers() -> Iterator[tuple[str, object]]:
    """Every public function that can be called from outside a deed, and what it answers."""
    inner = (DeedInProgress, Session)
    for module in modules():
        # Typesetting and the kernel serve the store, not the window.
        if module.__name__.startswith(("app.paper", "app.kernel")) or module.__name__.endswith("_paper"):
            continue
        for name, function in vars(module).items():
            is_ours = isinstance(function, FunctionType) and function.__module__ == module.__name__
            if not is_ours or name.startswith("_"):
                continue
            hints = typing.get_type_hints(function)
            if not any(hint in inner for word, hint in hints.items() if word != "return" and isinstance(hint, type)):
                yield f"{module.__name__}.{name}", hints.get("return")


def test_what_leaves_the_store_is_plain_or_frozen() -> None:
    every = list(answers())
    assert len(every) > 150
    assert {name: bad for name, kind in every if (bad := list(what_leaves(kind)))} == {}


def test_every_value_of_the_store_is_frozen_and_slotted() -> None:
    working = {DeedInProgress.__name__, "Visit"}  # what a deed holds, and a visit on its way
    loose = [
        f"{module.__name__}.{name}"
        for module in modules()
        for name, kind in vars(module).items()
        if inspect.isclass(kind) and kind.__module__ == module.__name__ and dataclasses.is_dataclass(kind)
        and name not in working and not kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
    ]  # fmt: skip
    assert loose == []


def users_of_deeds() -> dict[str, set[str]]:
    """Deed by name: the functions of the store that do it."""
    users: dict[str, set[str]] = {deed.name: set() for deed in Deed}
    for path in files("app"):
        if "trust" in path.parts:
            continue
        for function in ast.walk(tree(path)):
            if isinstance(function, ast.FunctionDef):
                for node in ast.walk(function):
                    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Deed":
                        users.setdefault(node.attr, set()).add(function.name)
    return users


@pytest.mark.parametrize("deed", list(Deed), ids=str)
def test_every_deed_has_a_post_a_use_case_and_a_test(deed: Deed) -> None:
    users = users_of_deeds()[deed.name]
    assert roles_for(deed)
    assert users, "no use case does it"
    spoken = [name for name in (*users, deed.name) if re.search(rf"\b{name}\b", words_of_tests())]
    assert spoken, f"no test speaks of {', '.join(users)}"


def refusals() -> dict[str, str]:
    """Every code the store refuses with, and where."""
    found = {}
    for path in files("app"):
        for node in ast.walk(tree(path)):
            is_refusal = isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Refusal", "Missing")
            if is_refusal and node.args and isinstance(node.args[0], ast.Constant):  # type: ignore[attr-defined]
                found[str(node.args[0].value)] = f"{named(path)}:{node.lineno}"  # type: ignore[attr-defined]
    return found


def test_every_refusal_has_a_test_that_names_its_code() -> None:
    codes = refusals()
    assert len(codes) > 100
    assert all(re.fullmatch(r"[a-z_]+\.[a-z_]+", code) for code in codes)
    assert {code: place for code, place in codes.items() if f'"{code}"' not in words_of_tests()} == {}


def test_every_name_of_the_contract_is_a_widget_s() -> None:
    said = "\n".join(source(path) for path in files("ui", "app"))
    names = CONTRACT_NAMES.replace("<order number>", "<number>").split()
    assert len(names) > 60
    starts = {name: f'"{name.partition("<")[0]}' if "<" in name else f'"{name}"' for name in names}
    assert [name for name, start in starts.items() if start not in said] == []
    places = source(ROOT / "ui" / "shell" / "places.py")
    assert [place for place in RAIL if f'"{place}"' not in places] == []


def test_every_sentence_has_its_chinese_and_only_one() -> None:
    whole, faults = gathered()
    assert faults == []
    assert missing(whole) == []


def test_no_sentence_is_put_together_before_it_is_translated() -> None:
    found = [
        f"{named(path)}:{node.lineno}"
        for path in files("app", "ui")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "mark", "plural", "counted")
        and any(isinstance(given, ast.JoinedStr | ast.BinOp) for given in node.args)
    ]  # fmt: skip
    assert found == []


def layout_items_in(source_text: str) -> list[str]:
    """Calls that hand out a layout's item: Qt deletes it unsaid, and Python takes what is made there next for it."""
    calls = (node for node in ast.walk(ast.parse(source_text)) if isinstance(node, ast.Call))
    names = (call.func.attr for call in calls if isinstance(call.func, ast.Attribute))
    return [name for name in names if name in ("itemAt", "itemAtPosition")]


def test_no_window_holds_an_item_of_a_layout() -> None:
    assert [named(path) for path in files("ui") if layout_items_in(source(path))] == []


CONTROLS: tuple[tuple[Callable[[], object], object], ...] = (
    (lambda: list(what_leaves(dict[str, int])), [dict[str, int]]),
    (lambda: list(what_leaves(tuple[int, ...])), []),
    (lambda: list(what_leaves(float)), [float]),
    (lambda: bool(BANNED_FUNCTIONS.match("do_work")), True),
    (lambda: bool(BANNED_CLASSES.search("OrderManager")), True),
    (lambda: layout_items_in("grid.itemAtPosition(0, 1)"), ["itemAtPosition"]),
)


@pytest.mark.parametrize(("ask", "answer"), CONTROLS)
def test_control_the_rules_can_be_broken(ask: Callable[[], object], answer: object) -> None:
    assert ask() == answer


@pytest.mark.parametrize("container", ["app", "app.order", "app.records"])
def test_the_architecture_shows_the_layers_that_are_held(container: str) -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    held = next(one["layers"] for one in contracts if container in one.get("containers", ()))
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    row = next(line for line in page.splitlines() if line.startswith(f"| `{container}` |"))
    shown = [layer.strip().split(", ") for layer in row.split("|")[2].split("·")]
    assert shown == [layer.split(" | ") for layer in held]


# What is written about the program, and the program.

HANDBOOKS = {"zh": ROOT / "docs" / "handbook" / "zh.md", "en": ROOT / "docs" / "handbook" / "en.md"}
FOLDERS = tuple(f"{name}/" for name in ("app", "ui", "docs", "tests", "resources", "migrations"))
A_PATH = re.compile(r"`([\w.-]+(?:/[\w.-]+)*\.(?:py|md|toml|csv|po|txt)|[\w-]+(?:/[\w.-]+)+)`")
A_LINK = re.compile(r"\]\(([^)#:]*)(?:#([^)]*))?\)")
A_KEY = re.compile(r"`((?:(?:Ctrl|Alt|Shift)\+)?(?:[A-Z0-9]|F\d+|Enter|Esc|Tab|Space|Delete|PgUp|PgDown|arrows))`")


def pages() -> tuple[Path, ...]:
    return (*sorted(ROOT.glob("*.md")), *files("docs", pattern="*.md"))


def not_there(page: Path, text: str) -> list[str]:
    """The paths a page names that are nowhere; a bare file name may be any file's."""
    names = {path.name for path in files("app", "ui", "docs", "tests", "resources", "migrations", pattern="*.*")}
    spoken = [path for path in A_PATH.findall(text) if path.startswith(FOLDERS) or "/" not in path]
    lost = [path for path in spoken if not (ROOT / path).exists() and not ("/" not in path and path in names)]
    links = [(page.parent / link if link else page, chapter) for link, chapter in A_LINK.findall(text)]
    lost += [named(at.resolve()) for at, _chapter in links if not at.exists()]
    return lost + [chapter for at, chapter in links if chapter and at.is_file() and chapter not in anchors(at)]


def anchors(page: Path) -> set[str]:
    """The chapters of a page as links name them: `## 7 Settlement` is `7-settlement`."""
    heads = re.findall(r"^#+ (.*)$", source(page), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


def test_every_path_that_a_page_names_is_there() -> None:
    assert {named(page): lost for page in pages() if (lost := not_there(page, source(page)))} == {}
    text = "`app/order/gone.py` `gone.py` [x](docs/gone.md) `docs/words.md` [y](#in-english) [z](docs/words.md#gone)"
    assert not_there(ROOT / "README.md", text) == ["app/order/gone.py", "gone.py", "docs/gone.md", "gone"]


def commands_of_the_window() -> Iterator[tuple[str, str]]:
    """The words of each command and its key: `Command(_("…"), …, key="…")`, and the forms of an order."""
    for path in files("ui"):
        for call in ast.walk(tree(path)):
            if not (isinstance(call, ast.Call) and getattr(call.func, "id", "") in ("Command", "FormPlace")):
                continue
            is_form = getattr(call.func, "id", "") == "FormPlace"
            given = call.args[2] if is_form and len(call.args) > 2 else call.args[0]
            keys = [one.value for one in call.keywords if one.arg == "key"] or (call.args[5:6] if is_form else [])
            said = [one.value for one in ast.walk(given) if isinstance(one, ast.Constant) and one.value]
            key = next((str(one.value) for one in keys if isinstance(one, ast.Constant)), "")
            yield str(said[0]) if said and isinstance(given, ast.Call) else "", key


@pytest.mark.parametrize("language", HANDBOOKS)
def test_the_handbook_names_every_command_of_the_window_with_its_key(language: str) -> None:
    page, (whole, _faults) = source(HANDBOOKS[language]), gathered()
    commands = set(commands_of_the_window())
    assert len([words for words, _key in commands if words]) > 45
    lost = []
    for words, key in commands:
        said = str(whole[words].string) if words and language == "zh" else words
        shown = f"`{key}`" if key else ""
        # Of “Go to {place}” only what stands before the place.
        wanted = said.partition("{")[0] if "{" in said else f"{said} {shown}".strip()
        if wanted not in page:
            lost.append(wanted)
    assert lost == []


def chapters(text: str) -> list[tuple[str, set[str]]]:
    """The depth of each heading, and the keys that are named under it."""
    plain = text.replace("空格", "Space").replace("方向键", "arrows")
    parts = re.split(r"^(#+) .*$", plain, flags=re.MULTILINE)[1:]
    return [(depth, set(A_KEY.findall(words))) for depth, words in zip(parts[::2], parts[1::2], strict=True)]


def test_both_handbooks_have_the_same_chapters_with_the_same_keys() -> None:
    chinese, english = chapters(source(HANDBOOKS["zh"])), chapters(source(HANDBOOKS["en"]))
    assert len(chinese) > 30
    assert chinese == english
    assert chapters("# 甲\n`Ctrl+K` `空格`\n## 乙\n`1`") == [("#", {"Ctrl+K", "Space"}), ("##", {"1"})]


def test_both_halves_of_the_readme_name_every_command_of_the_terminal() -> None:
    for half in source(ROOT / "README.md").split("# In English"):
        assert [name for name, _module in COMMANDS if f"`forecourt {name}" not in half] == []


def test_the_requirements_are_counted_as_they_stand() -> None:
    page = source(ROOT / "docs" / "requirements.md")
    states = Counter(line.split("|")[3].strip() for line in page.splitlines() if line.startswith("| R"))
    assert f"\n{states['works']} work, {states['partly']} partly, {states['not yet']} not yet.\n" in page


A_SET = re.compile(r"^\|[^|]+\|[^|]+\| `(\w+)` ([\w, -]+?) \| (?:`([\w/]+)\.py`|″) \|$", re.MULTILINE)


def test_the_closed_sets_of_the_glossary_are_those_of_the_code() -> None:
    rows, place, wrong = A_SET.findall(source(ROOT / "docs" / "words.md")), "", []
    assert len(rows) > 20
    for name, values, path in rows:
        place = path or place  # ″: the file of the row before
        kind = getattr(importlib.import_module(place.replace("/", ".")), name, ())
        if values.split(", ") != [str(one) for one in kind]:
            wrong.append((place, name, values))
    assert wrong == []


@pytest.mark.parametrize("language", HANDBOOKS)
def test_the_handbook_has_every_paper_and_every_section_of_the_settings(language: str) -> None:
    page, (whole, _faults) = source(HANDBOOKS[language]), gathered()
    papers = "".join(re.findall(r"^\| D.*? \|", page, re.MULTILINE))
    assert [code for code in CODES.values() if code not in papers] == []
    words = re.findall(r'\("\w+", "\w+", _\("([^"]+)"\)\)', source(ROOT / "ui" / "settings" / "settings_page.py"))
    assert len(words) > 10
    titles = [str(whole[word].string) if language == "zh" else word for word in words]
    settings = page.partition("\n## " + ("设置" if language == "zh" else "Settings") + "\n")[2].partition("\n## ")[0]
    assert re.findall(r"^### (.*)$", settings, re.MULTILINE) == titles


@pytest.mark.parametrize("language", HANDBOOKS)
def test_what_the_handbook_quotes_is_said_by_the_program(language: str) -> None:
    """Buttons, marks and choices by their words or how these begin; “Settings · Rules” is a way, not a word."""
    whole, _faults = gathered()
    said = [one for message in whole for one in _forms(message.string if language == "zh" else message.id)]
    quotes = {" ".join(quote.split()) for quote in re.findall("“([^”]+)”", source(HANDBOOKS[language]))}
    assert len(quotes) > 40
    assert {quote for quote in quotes if " · " not in quote and not any(one.startswith(quote) for one in said)} == set()


def _forms(words: object) -> tuple[str, ...]:
    """A text of the catalogue, or its singular and plural."""
    return tuple(map(str, words)) if isinstance(words, tuple | list) else (str(words),)

"""The pages made from the code are the code's: whoever changes a deed, a move or a refusal runs `just docs`."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from app.trust.deeds import Deed

FOLDER = Path(__file__).parents[2] / "docs" / "reference"


@pytest.fixture(scope="module")
def made() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference_pages", FOLDER / "make.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_reference_page_is_up_to_date(made: ModuleType) -> None:
    stale = [name for name, text in made.pages().items() if (FOLDER / name).read_text(encoding="utf-8") != text]
    assert not stale, f"run `just docs`: {', '.join(stale)}"


def test_a_refusal_stands_with_each_of_its_sentences(made: ModuleType) -> None:
    lines = [line for line in made.pages()["refusals.md"].splitlines() if line.startswith("| `")]
    assert len(lines) > 100
    # Said by a pure rule, as a pair of code and sentence, and raised elsewhere.
    assert len([line for line in lines if line.startswith("| `uscc.length` |")]) == 2


def test_the_way_of_an_order_names_who_makes_each_move(made: ModuleType) -> None:
    rows = [line for line in made.pages()["workflow.md"].splitlines() if line.startswith("| T")]
    assert [row for row in rows if "| T9 |" in row and "pass_final" in row and "quality inspector" in row]
    assert not [row for row in rows if "no function yet" in row]


def test_every_deed_is_reached_from_a_window_or_a_command(made: ModuleType) -> None:
    reached = made.reached_from()
    # Entered by the door itself when a deed is refused.
    assert [deed.value for deed in Deed if not reached.get(deed.name)] == [Deed.REFUSED.value]
    assert reached[Deed.QC_PASS.name] == ("ui/order/qc/qc_page.py",)

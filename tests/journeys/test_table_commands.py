"""`forecourt import` and `forecourt export` from outside: exit codes, one JSON document, nothing by halves."""

import shutil
import sys
from itertools import cycle
from pathlib import Path

import pytest
from test_commands import Run, document, refuses
from test_commands import demo as demo
from test_commands import home as home
from test_commands import own_demo as own_demo
from test_commands import run as run

from app.exchange.read_table import table_in
from app.upkeep.opening import FILE_NAME
from app.upkeep.store_lock import StoreLock
from tests.app.exchange.tables import PART, PART_HEAD, csv_file
from ui.commands import bring_in

KEYS = {"kind", "file", "is_dry_run", "is_done", "rows", "new", "changed", "same", "left_out", "refused", "remarks"}


@pytest.fixture
def furnished(furnished_template: Path, tmp_path: Path) -> Path:
    """The database of a store with staff and catalogue, and nobody in the house."""
    shutil.copytree(furnished_template, tmp_path / "store")
    return tmp_path / "store" / FILE_NAME


def test_a_table_is_tried_then_brought_in(run: Run, furnished: Path, tmp_path: Path) -> None:
    file = str(csv_file(tmp_path, PART_HEAD, PART))
    tried = run(furnished, "import", "parts", file, "--dry-run", "--json")
    assert (tried.returncode, set(document(tried))) == (0, KEYS)
    assert (document(tried)["new"], document(tried)["is_done"]) == (1, False)
    assert "Only tried" in tried.stderr
    done = run(furnished, "import", "parts", file)
    assert (done.returncode, done.stdout) == (0, "")
    assert "1 new" in done.stderr
    again = run(furnished, "import", "parts", file, "--json")
    assert (document(again)["same"], document(again)["is_done"]) == (1, True)
    assert run(furnished, "audit").returncode == 0


def test_a_terminal_is_told_how_far_it_is_and_a_pipe_is_not(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bring_in.tell(100, 250)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert all(bring_in.tell(tried, 250) for tried in (0, 100, 200))
    said = "{tried} of 250 rows so far. Nothing is changed before the last one."
    assert capsys.readouterr().err == f"\r{said.format(tried=100)}\r{said.format(tried=200)}\n"


def test_refused_rows_exit_1_and_say_line_column_and_reason(run: Run, furnished: Path, tmp_path: Path) -> None:
    file = str(csv_file(tmp_path, PART_HEAD, PART, PART.replace("ZZ-1", "ZZ-2").replace("15800", "158.00")))
    done = run(furnished, "import", "parts", file, "--json")
    assert (done.returncode, document(done)["is_done"]) == (1, False)
    assert [(one["line"], one["column"]) for one in document(done)["refused"]] == [(3, "price_fen")]
    assert "whole number of fen" in document(done)["refused"][0]["reason"]
    assert "Line 3, price_fen" in done.stderr
    assert "第 3 行" in run(furnished, "import", "parts", file, language="zh_CN").stderr
    tried = document(run(furnished, "import", "parts", file, "--dry-run", "--json"))
    assert tried["new"] == 1, "the first row never came"


def test_what_is_no_table_is_one_sentence(run: Run, furnished: Path, tmp_path: Path) -> None:
    letter = tmp_path / "letter.xlsx"
    letter.write_bytes(b"PK\x03\x04 dear customer")
    refuses(run(furnished, "import", "parts", str(letter), "--json"), "damaged")
    refuses(run(furnished, "import", "parts", str(tmp_path / "nowhere.csv")), "it is not there")
    refuses(run(tmp_path / "none" / FILE_NAME, "import", "parts", str(letter)), "There is no database at")


def test_nothing_is_brought_in_beside_an_open_window(run: Run, furnished: Path, tmp_path: Path) -> None:
    window = StoreLock(furnished)
    assert window.take()
    try:
        file = str(csv_file(tmp_path, PART_HEAD, PART))
        refuses(run(furnished, "import", "parts", file), "open in a window")
        refuses(run(furnished, "import", "parts", file, "--dry-run"), "open in a window")
    finally:
        window.release()


def test_what_is_exported_from_one_store_is_imported_into_another_and_exported_the_same(
    run: Run, demo: Path, furnished: Path, tmp_path: Path
) -> None:
    kinds = ("customers", "vehicles", "labour", "parts", "orders")
    for kind, ending in zip(kinds, cycle(("csv", "xlsx"))):  # both of each: tests/app/exchange/test_take_out.py
        first, second = tmp_path / f"{kind}-1.{ending}", tmp_path / f"{kind}-2.{ending}"
        taken = run(demo, "export", kind, str(first), "--reason", "moving house", "--json")
        assert (taken.returncode, set(document(taken))) == (0, {"kind", "file", "rows", "sha256"}), taken.stderr
        brought = run(furnished, "import", kind, str(first), "--json")
        assert (brought.returncode, document(brought)["rows"]) == (0, document(taken)["rows"]), brought.stderr
        assert run(furnished, "export", kind, str(second)).returncode == 0
        assert table_in(first.read_bytes()).rows == table_in(second.read_bytes()).rows
    assert run(furnished, "audit").returncode == 0


def test_an_export_needs_a_place_and_a_kind_of_file(run: Run, demo: Path, tmp_path: Path) -> None:
    refuses(run(demo, "export", "parts", str(tmp_path / "x.txt")), "end in .csv or .xlsx")
    refuses(run(demo, "export", "parts", str(tmp_path / "nowhere" / "x.csv"), "--json"), "cannot be written")
    assert run(demo, "export", "poems", "x.csv").returncode == 2


def test_the_health_record_is_told_once_a_period_unless_asked_again(run: Run, own_demo: Path, tmp_path: Path) -> None:
    file = str(tmp_path / "h.xlsx")
    early = run(own_demo, "export", "health-record", file, "--to", "2026-09-30", "--json")
    assert early.returncode == 0, early.stderr
    rest = run(own_demo, "export", "health-record", file, "--json")
    again = run(own_demo, "export", "health-record", file, "--again", "--json")
    assert 0 < document(early)["rows"] < 17
    assert document(early)["rows"] + document(rest)["rows"] == document(again)["rows"] == 17
    refuses(run(own_demo, "export", "parts", file, "--again"), "health record only")
    assert run(own_demo, "export", "health-record", file, "--from", "yesterday").returncode == 2
    assert run(own_demo, "import", "health-record", file).returncode == 2

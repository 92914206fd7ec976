"""Every command of the terminal, tried from outside: exit codes, one JSON document, one sentence on refusal."""

import argparse
import importlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlite

from app.upkeep.opening import FILE_NAME
from app.upkeep.upgrade import HEAD
from ui.__main__ import COMMANDS, PURPOSES

ROOT = Path(__file__).resolve().parents[2]
Run = Callable[..., subprocess.CompletedProcess[str]]
ORDER_KEYS = {
    "number", "stage", "flags", "plate", "vin", "customer", "odometer_km", "promised_at", "lines", "totals",
    "documents", "timeline",
}  # fmt: skip
LINE_KEYS = {"kind", "code", "name", "quantity", "unit_price_fen", "discount_fen", "payer", "decision"}
DOCUMENT_KEYS = {"kind", "number", "sha256", "signed_by"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A user's own folder, so that logs and defaults land nowhere else."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def demo(demo_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of a demo store that no test damages."""
    folder = tmp_path_factory.mktemp("commands") / "store"
    shutil.copytree(demo_template, folder)
    return folder / FILE_NAME


@pytest.fixture
def own_demo(demo_template: Path, tmp_path: Path) -> Path:
    """The database of a demo store to be damaged."""
    shutil.copytree(demo_template, tmp_path / "store")
    return tmp_path / "store" / FILE_NAME


@pytest.fixture
def run(home: Path, tmp_path: Path) -> Run:
    """Call the program as a terminal does."""

    def call(database: Path | None, *words: str, language: str = "en") -> subprocess.CompletedProcess[str]:
        where = ("--database", str(database)) if database is not None else ()
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("FORECOURT")},
            "HOME": str(home), "XDG_STATE_HOME": str(home), "XDG_DATA_HOME": str(home), "PYTHONPATH": str(ROOT),
            "PYTHONWARNINGS": "error", "PYTHONIOENCODING": "utf-8",
        }  # fmt: skip
        return subprocess.run(
            [sys.executable, "-m", "ui", *where, "--lang", language, *words],
            cwd=tmp_path, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
        )  # fmt: skip

    return call


def document(done: subprocess.CompletedProcess[str]) -> Any:
    """The one JSON document on standard output."""
    return json.loads(done.stdout)


def refuses(done: subprocess.CompletedProcess[str], words: str) -> None:
    """Exit 2, one sentence for people, nothing for programs, no traceback."""
    assert done.returncode == 2, done
    assert done.stdout == ""
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_version_tells_what_runs(run: Run) -> None:
    done = run(None, "version", "--json")
    assert done.returncode == 0
    assert set(document(done)) == {"forecourt", "schema", "python", "qt"}
    assert document(done)["schema"] == HEAD
    assert done.stderr == ""
    assert HEAD in run(None, "version").stdout


def test_order_tells_the_whole_order(run: Run, demo: Path) -> None:
    done = run(demo, "order", "wxd000010", "--json")
    assert done.returncode == 0
    order = document(done)
    assert set(order) >= ORDER_KEYS
    assert (order["number"], order["stage"], order["customer"], order["plate"]) == (
        "WXD000010", "delivered", "郭德义", "苏A0V5B3",
    )  # fmt: skip
    assert all(set(line) >= LINE_KEYS for line in order["lines"])
    assert all(set(paper) >= DOCUMENT_KEYS for paper in order["documents"])
    assert order["totals"] == {"customer": 242_000}
    assert [paper["kind"] for paper in order["documents"]][-1] == "gatepass"
    assert order["timeline"][0]["deed"] == "order.check_in"
    said = run(demo, "order", "WXD000010").stdout
    assert "LB-R006" in said
    assert "440.00" in said


def test_an_unknown_order_is_refused_in_the_language_of_the_desk(run: Run, demo: Path) -> None:
    refuses(run(demo, "order", "WX2099000001", "--json"), "There is no order WX2099000001.")
    assert "Traceback" not in run(demo, "order", "WX2099000001", language="zh_CN").stderr


def test_search_finds_what_the_box_finds(run: Run, demo: Path) -> None:
    done = run(demo, "search", "𬭎", "--json", "--limit", "5")
    assert done.returncode == 0
    hits = document(done)
    assert 0 < len(hits) <= 5
    assert any(hit["title"] == "刘𬭎" for hit in hits)
    assert set(hits[0]) >= {"kind", "title", "subtitle"}
    assert "WXD000021" in run(demo, "search", "苏AF20871").stdout
    nothing = run(demo, "search", "没有这个人", "--json")
    assert (nothing.returncode, document(nothing)) == (0, [])


@pytest.mark.parametrize("language", ["zh_CN", "en", "both"])
def test_a_paper_is_written_in_three_languages(run: Run, demo: Path, tmp_path: Path, language: str) -> None:
    file = tmp_path / f"{language}.pdf"
    done = run(demo, "pdf", "settlement", "WXD000001", "-o", str(file), "--lang", language)
    assert (done.returncode, done.stdout) == (0, "")
    assert file.read_bytes().startswith(b"%PDF-")


def test_an_issued_paper_is_the_same_bytes_each_time_and_verifies(run: Run, own_demo: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first.pdf", tmp_path / "second.pdf"
    for file in (first, second):
        assert run(own_demo, "pdf", "agreement", "WXD000001", "-o", str(file)).returncode == 0
    assert first.read_bytes() == second.read_bytes()
    done = run(own_demo, "verify", str(first), "--json")
    found = document(done)
    assert (done.returncode, found["is_intact"]) == (0, True)
    assert "王建军" in found["paper"]["signed_by"]
    said = run(own_demo, "verify", str(first)).stdout
    assert "Intact" in said
    assert "王建军" in said
    content = bytearray(first.read_bytes())
    content[len(content) // 2] ^= 1
    first.write_bytes(bytes(content))
    altered = run(own_demo, "verify", str(first), "--json")
    assert (altered.returncode, document(altered)["is_intact"]) == (1, False)
    second.write_bytes(second.read_bytes() + b"\n")
    assert run(own_demo, "verify", str(second)).returncode == 1


def test_a_computer_without_the_database_verifies_with_the_store_s_certificate(
    run: Run, own_demo: Path, tmp_path: Path
) -> None:
    paper, certificate = tmp_path / "paper.pdf", tmp_path / "seal.pem"
    assert run(own_demo, "pdf", "agreement", "WXD000001", "-o", str(paper)).returncode == 0
    connection = sqlite.connect(str(own_demo))
    certificate.write_text(connection.execute("SELECT certificate FROM seal_certificate").fetchone()[0])
    connection.close()
    nowhere = tmp_path / "no.db"
    refuses(run(nowhere, "verify", str(paper)), "no database")
    done = run(nowhere, "verify", str(paper), "--certificate", str(certificate), "--json")
    found = document(done)
    assert (done.returncode, found["is_intact"], found["compared_with"]) == (0, True, "certificate")
    assert [seal["name"] for seal in found["seals"]] == ["王建军", "林晓岚"]
    said = run(nowhere, "verify", str(paper), "--certificate", str(certificate)).stdout
    assert "Intact" in said and "Signed by 王建军 (Customer)" in said
    paper.write_bytes(paper.read_bytes() + b"\n")
    altered = run(nowhere, "verify", str(paper), "--certificate", str(certificate), "--json")
    assert (altered.returncode, document(altered)["faults"]) == (1, ["added_to"])
    refuses(run(nowhere, "verify", str(paper), "--certificate", str(paper)), "not a certificate")
    assert not nowhere.exists()


def test_what_is_no_paper_is_not_verified(run: Run, demo: Path, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("no paper")
    refuses(run(demo, "verify", str(tmp_path / "note.txt"), "--json"), "is not a PDF file")
    refuses(run(demo, "verify", str(tmp_path / "nowhere.pdf")), "cannot be read")


def test_a_paper_that_was_never_issued_is_refused(run: Run, demo: Path, tmp_path: Path) -> None:
    refuses(run(demo, "pdf", "gatepass", "WXD000021", "-o", str(tmp_path / "x.pdf")), "no such paper")
    assert not (tmp_path / "x.pdf").exists()


def test_the_chain_is_whole_or_named_where_it_breaks(run: Run, own_demo: Path) -> None:
    whole = run(own_demo, "audit", "--json")
    assert (whole.returncode, document(whole)["is_whole"]) == (0, True)
    assert "whole" in run(own_demo, "audit").stdout
    on_paper = f"{document(whole)['verdict']['head']['seq']}:{document(whole)['verdict']['head']['mac'][:12]}"
    assert run(own_demo, "audit", "--head", on_paper).returncode == 0
    assert run(own_demo, "audit", "--head", on_paper[:-1] + "g").returncode == 2, "no head at all"
    assert run(own_demo, "audit", "--head", f"40:{'0' * 12}").returncode == 1, "another chain than the one on paper"
    connection = sqlite.connect(str(own_demo))
    connection.execute("DROP TRIGGER audit_entry_no_UPDATE")
    connection.execute("UPDATE audit_entry SET details = '{}' WHERE seq = 40")
    connection.commit()
    connection.close()
    broken = run(own_demo, "audit", "--json")
    assert broken.returncode == 1
    assert (document(broken)["is_whole"], document(broken)["verdict"]["broken_seq"]) == (False, 40)
    said = run(own_demo, "audit")
    assert (said.returncode, "40" in said.stdout) == (1, True)


def test_the_doctor_finds_a_sound_store_sound_and_a_damaged_one_damaged(
    run: Run, own_demo: Path, tmp_path: Path
) -> None:
    sound = run(own_demo, "doctor", "--json")
    assert (sound.returncode, document(sound)["is_sound"]) == (0, True)
    assert {"check", "is_sound", "sentence", "remedy"} <= set(document(sound)["findings"][0])
    run(own_demo, "pdf", "checkin", "WXD000001", "-o", str(tmp_path / "x.pdf"))
    file = next(path for path in (own_demo.parent / "files").rglob("*") if path.is_file())
    file.write_bytes(b"damaged")
    damaged = run(own_demo, "doctor", "--json")
    faults = [finding for finding in document(damaged)["findings"] if not finding["is_sound"]]
    assert damaged.returncode == 1
    assert [fault["check"] for fault in faults] == ["papers"]
    assert faults[0]["remedy"]
    said = run(own_demo, "doctor")
    assert said.returncode == 1
    assert "✗" in said.stdout


def test_the_same_seed_gives_the_same_orders_and_fills_only_an_empty_store(run: Run, tmp_path: Path) -> None:
    told = []
    for name in ("a", "b"):
        database = tmp_path / name / FILE_NAME
        done = run(database, "seed", "--orders", "3", "--seed", "7")
        assert (done.returncode, done.stdout) == (0, "")
        connection = sqlite.connect(str(database))
        columns = "number, stage, plate, vin, owner_name, signed_total_fen"
        told.append(connection.execute(f"SELECT {columns} FROM service_order ORDER BY id").fetchall())
        connection.close()
    assert told[0] == told[1]
    assert len(told[0]) == 3
    refuses(run(tmp_path / "a" / FILE_NAME, "seed", "--orders", "3"), "not empty")


def test_without_a_database_there_is_a_sentence_and_no_new_file(run: Run, tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere" / FILE_NAME
    for words in (("order", "WXD000001"), ("search", "x"), ("doctor",), ("audit",), ("pdf", "quote", "WXD000001")):
        refuses(run(nowhere, *words), "There is no database at")
    assert not nowhere.parent.exists()


def test_another_program_s_file_is_left_alone(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "letter.db"
    file.write_bytes(b"dear reader")
    refuses(run(file, "doctor"), "is not a Forecourt database")
    assert file.read_bytes() == b"dear reader"


@pytest.mark.parametrize("words", [("dance",), ("order",), ("pdf", "poem", "WXD000001"), ("seed",)])
def test_bad_usage_exits_2_and_says_how_it_is_used(run: Run, demo: Path, words: tuple[str, ...]) -> None:
    done = run(demo, *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert "usage:" in done.stderr


def test_a_mistake_of_ours_is_logged_and_never_shown_as_a_traceback(
    run: Run, home: Path, tmp_path: Path, demo_template: Path
) -> None:
    shutil.copytree(demo_template, tmp_path / "store")
    database = tmp_path / "store" / FILE_NAME
    connection = sqlite.connect(str(database))
    connection.execute("ALTER TABLE order_line RENAME COLUMN reason TO cause")
    connection.commit()
    connection.close()
    done = run(database, "order", "WXD000001")
    refuses(done, "Something went wrong inside the program.")
    log = Path(done.stderr.strip().rpartition(" ")[2])
    assert "no such column" in log.read_text(encoding="utf-8")
    assert home in log.parents


def test_without_a_display_the_window_says_so(run: Run, demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    if sys.platform.startswith("linux"):
        refuses(run(demo), "no display")


def test_a_database_of_another_kind_is_refused_and_nothing_is_made(run: Run, tmp_path: Path) -> None:
    refuses(run(None, "--database", "mysql://x", "doctor"), "cannot be opened: mysql")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", (("order", "WX1"), ("search", "x"), ("backup",), ("audit",), ("doctor",)))
def test_no_command_passes_over_demo_to_the_real_store(run: Run, command: tuple[str, ...]) -> None:
    refuses(run(None, "--demo", *command), "lives only in its window")


def test_help_says_what_each_command_is_for(run: Run) -> None:
    chinese, english = (run(None, "--lang", language, "--help").stdout for language in ("zh_CN", "en"))
    for name, purpose in PURPOSES.items():
        assert re.search(rf"^ +{name} +{re.escape(purpose[:30])}", english, re.MULTILINE)
        assert re.search(rf"^ +{name} +[一-鿿]", chinese, re.MULTILINE)
    assert "一次到店维修" in run(None, "--lang", "zh_CN", "tour", "--help").stdout


@pytest.mark.parametrize(("name", "module"), COMMANDS)
def test_every_argument_of_a_command_says_what_it_is_for(name: str, module: str) -> None:
    parser = argparse.ArgumentParser(prog=name)
    importlib.import_module(module).add_arguments(parser)
    assert [action.dest for action in parser._actions if not action.help] == []


def test_in_chinese_the_parser_and_the_system_s_reasons_speak_chinese_too(run: Run, tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere" / FILE_NAME
    said = run(None, "--lang", "zh_CN", "pdf", "quote")
    assert said.returncode == 2 and "缺少以下参数：number" in said.stderr
    assert "用法：" in said.stderr and "usage" not in said.stderr
    assert "工单号，或单据自己的编号" in run(None, "--lang", "zh_CN", "pdf", "--help").stdout
    assert "the following arguments are required" in run(None, "--lang", "en", "pdf", "quote").stderr
    assert f"{nowhere} 处没有数据库。" in run(nowhere, "--lang", "zh_CN", "doctor").stderr
    folder = run(nowhere, "--lang", "zh_CN", "verify", str(tmp_path)).stderr
    assert "这是文件夹" in folder and "directory" not in folder

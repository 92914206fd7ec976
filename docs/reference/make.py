"""Write the reference pages from the code: `just docs`. tests/app/test_reference.py fails when one is stale."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from source import UseCase, moves, reached_from, refusals, use_cases  # noqa: E402

from app.kernel.language import Language, use  # noqa: E402
from app.order.workflow import FLAG_WORDS, STAGE_WORDS, STEP_OF_STAGE, STEP_WORDS, Flag, Stage  # noqa: E402
from app.trust.deed_words import DEED_WORDS  # noqa: E402
from app.trust.deeds import Deed  # noqa: E402
from app.trust.roles import WORDS as ROLE_WORDS  # noqa: E402
from app.trust.roles import Role, approvers_for, roles_for  # noqa: E402
from resources.locale.build import gathered  # noqa: E402
from ui.__main__ import COMMANDS  # noqa: E402

MADE = "<!-- Made from the code by `just docs`; do not edit. -->\n"


def pages() -> dict[str, str]:
    """The text of every page by its file name."""
    use(Language.ENGLISH)
    words = Words()
    return {
        "workflow.md": _page(workflow(words)),
        "deeds.md": _page(deeds(words)),
        "refusals.md": _page(refusal_lines(words)),
        "commands.md": _page(commands()),
    }


class Words:
    """The Chinese of a source text, from the PO files (the compiled file may be older)."""

    def __init__(self) -> None:
        self._catalogue, _faults = gathered()

    def zh(self, text: str) -> str:
        """The Chinese words, or a dash."""
        message = self._catalogue.get(text)
        string = message.string if message is not None else ""
        return str(string[0] if isinstance(string, tuple) else string) or "—"

    def both(self, text: str) -> str:
        """`已接车 Checked in`."""
        return f"{self.zh(text)} {text}"


def _page(lines: Iterable[str]) -> str:
    return "\n".join((MADE, *lines)) + "\n"


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield _row(heads)
    yield _row(tuple("---" for _head in heads))
    for row in rows:
        yield _row(row)
    yield ""


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") or " " for cell in cells) + " |"


# workflow.md


def workflow(words: Words) -> Iterator[str]:
    """Stages, moves, flags."""
    yield "# The way of an order 工单流程\n"
    yield "From `app/order/workflow.py` and the functions that call `move`. An order is born `checked_in` when the"
    yield "check-in sheet is signed (`app/order/checkin/check_in.py` save_check_in).\n"
    yield "## Stages 阶段\n"
    stages = ((f"`{s}`", words.both(STAGE_WORDS[s]), words.both(STEP_WORDS[STEP_OF_STAGE[s]])) for s in Stage)
    yield from _table(("stage", "words", "page it opens"), stages)
    yield "## Moves 流转\n"
    yield "“May refuse” is what the function says of itself beside `order.stage` and `deed.not_allowed`.\n"
    yield from _table(("", "from", "to", "made by", "deed", "who", "may refuse"), _moves())
    yield "## Flags 标记\n"
    yield "Flags never move the stage. A dash: no use case does it; a demo order may carry the flag all the same.\n"
    yield from _table(("flag", "words", "raised by", "lowered by"), _flags(words))


def _moves() -> Iterator[tuple[str, ...]]:
    for move in moves():
        now, to = f"`{Stage[move.now]}`", f"`{Stage[move.to]}`"
        made_by = [case for case in use_cases() if _makes(case, move.now, move.to)]
        if not made_by:
            yield (move.mark, now, to, "— no function yet", "", "", "")
        for case in made_by:
            deed = Deed[case.deeds[0]]
            refuses = ", ".join(code for code in case.refuses if code != "order.stage")
            yield (move.mark, now, to, case.place, f"`{deed}`", _who(deed), refuses)


def _makes(case: UseCase, now: str, to: str) -> bool:
    return to in case.moves_to and (not case.stages or now in case.stages)


def _who(deed: Deed) -> str:
    roles = roles_for(deed)
    return "everyone" if len(roles) == len(Role) else ", ".join(ROLE_WORDS[role].lower() for role in roles)


def _flags(words: Words) -> Iterator[tuple[str, ...]]:
    for flag in Flag:
        raised = [case.place for case in use_cases() if flag.name in case.raises]
        lowered = [case.place for case in use_cases() if flag.name in case.lowers]
        yield (f"`{flag}`", words.both(FLAG_WORDS[flag]), "; ".join(raised) or "—", "; ".join(lowered) or "—")


# deeds.md


def deeds(words: Words) -> Iterator[str]:
    """Every deed, who may do it, and where."""
    yield "# Deeds and who may do them 操作与权限\n"
    yield "One member of `app/trust/deeds.py` is the permission, the word in the audit chain and the word in the log."
    yield "Roles are given in `app/trust/roles.py`; what is not named there is forbidden. A person with several"
    yield "posts has the rights of all of them. Beside this table stand rules about one order: nobody passes the final"
    yield "check of their own work (`qc.own_work`), a signed order is cancelled by a manager (`cancel.manager`), an"
    yield "unsatisfied customer is let go by a manager (`handover.not_satisfied`). Where a post stands under"
    yield "“agreed by”, a second person of that post agrees on the spot by PIN, never the one who asks (SEP2).\n"
    columns = tuple(role for role in Role if any(roles_for(deed) == tuple(Role) or role in roles_for(deed)
                                                 for deed in Deed if len(roles_for(deed)) < len(Role)))  # fmt: skip
    heads = (
        "deed",
        "words",
        *(words.both(ROLE_WORDS[role]) for role in columns),
        "agreed by",
        "done in",
        "reached from",
    )
    yield from _table(heads, (_deed_row(deed, columns, words) for deed in Deed))
    others = [words.both(ROLE_WORDS[role]) for role in Role if role not in columns]
    yield f"Posts with no deed of their own yet, only what everyone may do: {', '.join(others)}."


def _deed_row(deed: Deed, columns: tuple[Role, ...], words: Words) -> tuple[str, ...]:
    allowed = roles_for(deed)
    places = [case.place for case in use_cases() if deed.name in case.deeds]
    dots = ("●" if role in allowed else "" for role in columns)
    agreed_by = ", ".join(words.both(ROLE_WORDS[role]) for role in approvers_for(deed))
    done_in = "; ".join(places) or "—"
    return (f"`{deed}`", words.both(DEED_WORDS[deed]), *dots, agreed_by, done_in, _reached(deed))


def _reached(deed: Deed) -> str:
    """Windows first: the demo store and the tour do nearly everything."""
    if deed is Deed.REFUSED:
        return "every deed that is refused"
    paths = reached_from().get(deed.name, ())
    windows = [path for path in paths if not path.startswith(("ui/tour/", "ui/commands/window", "ui/commands/seed"))]
    shown = windows or paths
    return "; ".join(f"`{path}`" for path in shown[:3]) + (f" and {len(shown) - 3} more" if len(shown) > 3 else "")


# refusals.md


def refusal_lines(words: Words) -> Iterator[str]:
    """Every code with its sentence in both languages."""
    found = refusals()
    yield "# Refusals 拒绝\n"
    codes = len({one.code for one in found})
    yield f"What the rules say no to: {codes} codes. A code is never renamed; its sentence may be. After a refusal"
    yield "nothing has changed. A code with several sentences stands several times.\n"
    rows = ((f"`{one.code}`", words.zh(one.sentence), one.sentence, f"`{one.path}`") for one in found)
    yield from _table(("code", "中文", "English", "file"), rows)


# commands.md


def commands() -> Iterator[str]:
    """The commands of the terminal, from the parsers themselves."""
    yield "# Commands 命令\n"
    yield "`forecourt [--database PATH_OR_URL] [--lang zh_CN|en] [--theme light|dark|system] COMMAND …`; options of the"
    yield "whole program stand before the command. Without a command the desk opens; `forecourt --demo` opens it on a"
    yield "throw-away demo store. `python -m ui` is the same program. With `--json` standard output holds one JSON"
    yield "document and nothing else. An error is one sentence on standard error and exit code 2.\n"
    for name, path in COMMANDS:
        module = import_module(path)
        parser = argparse.ArgumentParser(prog=f"forecourt {name}", add_help=False)
        module.add_arguments(parser)
        yield f"## forecourt {name}\n"
        yield str(module.__doc__).strip() + "\n"
        actions = [_action_row(action) for action in parser._actions]
        if actions:
            yield from _table(("argument", "choices", "default", ""), actions)


def _action_row(action: argparse.Action) -> tuple[str, ...]:
    name = ", ".join(action.option_strings) or str(action.metavar or action.dest).upper()
    takes_value = bool(action.option_strings) and action.nargs != 0
    value = f" {action.metavar or action.dest.upper()}" if takes_value and not action.choices else ""
    default = "" if action.default in (None, False) or not action.option_strings else str(action.default)
    choices = " ".join(map(str, action.choices or ()))
    needed = "required" if action.required and action.option_strings else ""
    return (f"`{name}{value}`", choices, default, "; ".join(filter(None, (needed, action.help or ""))))


def main() -> int:
    """Write the pages; `--check` only says which are stale."""
    stale = [name for name, text in pages().items() if _read(name) != text]
    if "--check" in sys.argv:
        sys.stdout.write("".join(f"docs/reference/{name} is stale: run just docs\n" for name in stale))
        return 1 if stale else 0
    for name, text in pages().items():
        (HERE / name).write_text(text, encoding="utf-8")
    sys.stdout.write(f"{len(stale)} of {len(pages())} pages changed\n")
    return 0


def _read(name: str) -> str:
    path = HERE / name
    return path.read_text(encoding="utf-8") if path.exists() else ""


if __name__ == "__main__":
    sys.exit(main())

"""The command line; the only place that knows all commands."""

import argparse
import logging
import os
import sys
from collections.abc import Callable
from contextlib import ExitStack, redirect_stderr, suppress
from importlib import import_module
from io import StringIO

from app.kernel.language import Language, _, mark, use
from app.kernel.refusal import Refusal, Trouble
from ui.commands.own_words import speak
from ui.log import LogFile

# Name and module: modules are imported only when their command is called.
COMMANDS: tuple[tuple[str, str], ...] = (
    ("tour", "ui.commands.tour"),
    ("doctor", "ui.commands.doctor"),
    ("backup", "ui.commands.backup"),
    ("restore", "ui.commands.restore"),
    ("seed", "ui.commands.seed"),
    ("search", "ui.commands.search"),
    ("order", "ui.commands.order"),
    ("pdf", "ui.commands.pdf"),
    ("verify", "ui.commands.verify"),
    ("audit", "ui.commands.audit"),
    ("import", "ui.commands.bring_in"),
    ("export", "ui.commands.take_out"),
    ("version", "ui.commands.version"),
)
# What `forecourt --help` says of each.
PURPOSES: dict[str, str] = {
    "tour": mark("walks through a whole visit in the real window, leaves every paper and picture"),
    "doctor": mark("is the store sound? What to do about each fault"),
    "backup": mark("one proved file with everything, also while the window is open"),
    "restore": mark("puts a backup in the place of the store; the old state is kept beside it"),
    "seed": mark("fills an empty database with believable orders"),
    "search": mark("what the search box finds"),
    "order": mark("the whole order"),
    "pdf": mark("a paper without the window"),
    "verify": mark("was this paper issued here, who signed it, is it unaltered?"),
    "audit": mark("does the audit chain hold?"),
    "import": mark("brings a table in, whole or not at all"),
    "export": mark("takes a table out; entered in the audit"),
    "version": mark("versions of program, schema, Python and Qt"),
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command, or open the desk; answers the exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    use(_language(_asked_language(given)))
    speak()
    options = _parser(given).parse_args(given)
    options.database = options.database or os.environ.get("FORECOURT_DATABASE") or _default_database()
    log_file = LogFile.begin()
    try:
        _check_store(options)
        with ExitStack() as options.closing:
            return int(_command(options)(options))
    except Refusal as refusal:
        return _say(refusal.sentence)
    except Trouble as trouble:
        return _say(f"{trouble.sentence} {trouble.remedy}".strip())
    except KeyboardInterrupt:
        return 130
    except Exception:
        logging.getLogger("forecourt").exception("Unexpected")
        said = _("Something went wrong inside the program. What happened is written in {path}")
        return _say(said.format(path=log_file.path))


def _check_store(options: argparse.Namespace) -> None:
    """Trouble: a database of a kind we do not know, or a command that would pass over `--demo` to the real store."""
    if "://" in options.database and not options.database.startswith(("postgresql://", "postgresql+psycopg://")):
        raise Trouble(
            _("Databases of this kind cannot be opened: {address}.").format(address=options.database.split(":")[0]),
            _("Name a file with --database, or an address that begins with postgresql+psycopg://."),
        )
    if options.demo and options.command not in (None, "tour", "version"):
        raise Trouble(
            _("The demo store lives only in its window; this command works on a store that is kept."),
            _("Leave --demo out, or name the store with --database."),
        )


def _say(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2


def _command(options: argparse.Namespace) -> Callable[[argparse.Namespace], int]:
    module = dict(COMMANDS).get(options.command, "ui.commands.window")
    run: Callable[[argparse.Namespace], int] = import_module(module).run
    return run


def _parser(given: list[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="forecourt", description=_("Forecourt: the service desk of a car dealership.")
    )
    parser.add_argument(
        "--database", default=None, metavar="PATH_OR_URL", help=_("the store; default: in the user's data folder")
    )
    parser.add_argument("--lang", choices=("zh_CN", "en"), default=None, help=_("language of window and terminal"))
    parser.add_argument(
        "--theme", choices=("light", "dark", "system"), default="system", help=_("how the window is dressed")
    )
    parser.add_argument(
        "--demo",
        action="store_true",
        help=_("a throw-away demo store; everyone's PIN is 135790, the manager's password forecourt-demo"),
    )
    wanted = {word for word in given if not word.startswith("-")}
    if not wanted.intersection(dict(COMMANDS)) and not {"-h", "--help"}.intersection(given):
        # Opening the window: it is not kept waiting for the parsers of commands that nobody called.
        parser.set_defaults(command=None)
        return parser
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, module in COMMANDS:
        # Only the command that is called pays for its import; the others need no more than their name.
        is_called = name in wanted or "-h" in given or "--help" in given
        sub = commands.add_parser(name, help=_(PURPOSES[name]), description=_(PURPOSES[name]))
        if is_called:
            import_module(module).add_arguments(sub)
    return parser


def _default_database() -> str:
    from platformdirs import user_data_path

    return str(user_data_path("Forecourt", appauthor=False) / "forecourt.db")


def _asked_language(given: list[str]) -> str | None:
    """The language asked for before the command: the parser itself has to speak it."""
    early = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    early.add_argument("--lang")
    before = next((at for at, word in enumerate(given) if word in dict(COMMANDS)), len(given))
    with suppress(SystemExit, argparse.ArgumentError), redirect_stderr(StringIO()):
        chosen: str | None = early.parse_known_args(given[:before])[0].lang
        return chosen if chosen in (Language.CHINESE, Language.ENGLISH) else None
    return None


def _language(chosen: str | None) -> Language:
    if chosen is not None:
        return Language(chosen)
    system = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return Language.ENGLISH if system.lower().startswith("en") else Language.CHINESE


if __name__ == "__main__":
    if getattr(sys, "frozen", False):
        # The built program is also what a job of its own (`app/kernel/apart.py`) is begun with.
        from multiprocessing import freeze_support

        freeze_support()
    sys.exit(main())

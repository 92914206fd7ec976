"""What the parser of the command line says by itself, in the language in force."""

import argparse

from app.kernel.language import _, mark, plural

# Python's own sentences, as its parser looks them up.
SENTENCES = (
    mark("usage: "), mark("positional arguments"), mark("options"), mark("show this help message and exit"),
    mark("%(prog)s: error: %(message)s\n"), mark("argument %(argument_name)s: %(message)s"),
    mark("the following arguments are required: %s"), mark("unrecognized arguments: %s"),
    mark("one of the arguments %s is required"), mark("not allowed with argument %s"),
    mark("expected one argument"), mark("expected at most one argument"), mark("expected at least one argument"),
    mark("invalid choice: %(value)r (choose from %(choices)s)"), mark("invalid %(type)s value: %(value)r"),
    mark("ambiguous option: %(option)s could match %(matches)s"), mark("ignored explicit argument %r"),
)  # fmt: skip


def speak() -> None:
    """From now on the parser asks us for its words: it looks for the system's, which know none of ours.

    WORKAROUND https://github.com/python/cpython/blob/3.11/Lib/argparse.py: its translator is a name of the module.
    """
    setattr(argparse, "_", _)  # noqa: B010  # no name that a type checker knows
    setattr(argparse, "ngettext", plural)  # noqa: B010

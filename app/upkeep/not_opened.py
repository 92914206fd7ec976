"""Why a store is not opened as it lies: a code, one sentence, one remedy. No byte was written."""

from app.kernel.refusal import Trouble


class NotOpened(Trouble):
    """`code` is `open.reason` and never renamed; `may_look` says that a private copy of it may be read."""

    def __init__(self, code: str, sentence: str, remedy: str, *, may_look: bool = False) -> None:
        super().__init__(sentence, remedy)
        self.code = code
        self.may_look = may_look

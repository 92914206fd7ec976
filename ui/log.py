"""The program's log file; nothing of it is imported or opened before there is something to write."""

import logging
from functools import cached_property
from pathlib import Path


class LogFile(logging.Handler):
    """Hands every line on to the file in the user's folder for logs, or to the terminal where none may be written."""

    @classmethod
    def begin(cls) -> "LogFile":
        """Log there from now on."""
        handler, root = cls(), logging.getLogger()
        root.addHandler(handler)
        root.setLevel(logging.INFO)
        return handler

    @cached_property
    def path(self) -> Path:
        """Where the file lies or would lie."""
        from platformdirs import user_log_path

        return user_log_path("Forecourt", appauthor=False) / "forecourt.log"

    @cached_property
    def _writer(self) -> logging.Handler:
        from logging.handlers import RotatingFileHandler

        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            writer: logging.Handler = RotatingFileHandler(
                self.path, maxBytes=2_000_000, backupCount=3, encoding="utf-8", delay=True
            )
        except OSError:
            writer = logging.StreamHandler()
        writer.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
        return writer

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line."""
        self._writer.emit(record)

    def close(self) -> None:
        """Close the file if it was opened."""
        if "_writer" in self.__dict__:
            self._writer.close()
        super().close()

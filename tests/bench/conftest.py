"""The table of figures, printed after the last of them."""

import pytest

from tests.bench.figures import HEAD, Figure

FIGURES = pytest.StashKey[list[Figure]]()


@pytest.fixture
def figures(request: pytest.FixtureRequest) -> list[Figure]:
    """Where a bench puts its line."""
    return request.config.stash.setdefault(FIGURES, [])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print what was measured."""
    taken = config.stash.get(FIGURES, [])
    if not taken:
        return
    terminalreporter.section("figures")
    for line in (HEAD, *(figure.line() for figure in taken)):
        terminalreporter.write_line(line)

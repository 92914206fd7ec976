# `just` lists these. Everything goes through uv, so that the environment is always the project's own.

built_python := if os_family() == "windows" { "build/venv/Scripts/python.exe" } else { "build/venv/bin/python" }

_list:
    @just --list --unsorted

# Everything that is quick: style, types, layers, Chinese words, reference pages
check:
    uv run ruff check
    uv run ruff format --check
    uv run mypy
    uv run lint-imports
    uv run python -m resources.locale.build --check
    uv run python docs/reference/make.py --check

# Put style right where a machine can
fix:
    uv run ruff check --fix
    uv run ruff format

# All tests; `just test tests/papers` for some of them
test *ARGUMENTS:
    uv run pytest {{ARGUMENTS}}

# The program from outside: commands of the terminal, the tour
journeys:
    uv run pytest tests/journeys

# Kills, power cuts, full disks, tampering
faults:
    uv run pytest -m faults

# Figures as ratios to a floor in the same run; prints a table
bench:
    uv run pytest tests/bench -m bench -n 0 -p no:randomly -s

# A compressed working day: 2,000 orders, 5,000 pages, what the process holds must not grow (most of an hour); and 20,000
# acts of nonsense on the real window
soak:
    uv run pytest tests/soak tests/ui/test_nonsense.py -m soak -n 0 -p no:randomly

# Open the desk on your own store
run *ARGUMENTS:
    uv run forecourt {{ARGUMENTS}}

# Open the desk on a throw-away demo store
demo:
    uv run forecourt --demo

# Drive the whole main job through the real window; papers and pictures go to ./forecourt-tour
tour *ARGUMENTS:
    uv run forecourt tour {{ARGUMENTS}}

# Begin a migration from what the mapped classes say now: just migration "An order has a loan car"
migration SENTENCE:
    uv run python -m migrations.new "{{SENTENCE}}"

# Make docs/reference from the code
docs:
    uv run python docs/reference/make.py

# Compile the Chinese words; name what has none
words:
    uv run python -m resources.locale.build
    uv run python -m resources.locale.build --check

# Build the one-folder program into dist/forecourt, from an environment without development tools
build:
    uv venv --quiet --clear build/venv
    uv pip install --quiet --python {{built_python}} . "pyinstaller>=6.16"
    {{built_python}} -m PyInstaller --noconfirm --log-level WARN build.spec
    dist/forecourt/forecourt version

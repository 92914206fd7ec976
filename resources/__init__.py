"""Files that ship with the program: fonts, icons, outlines, words, catalogues, demo data."""

from pathlib import Path

# Not by importlib.resources, whose import the first paint would wait for.
FOLDER = Path(__file__).resolve().parent

"""Files that ship with the program: fonts, icons, outlines, words, catalogues, demo data."""

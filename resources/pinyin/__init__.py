"""How Chinese characters and phrases are read, packed from pypinyin's dictionaries (MIT, `LICENSE.txt`)."""

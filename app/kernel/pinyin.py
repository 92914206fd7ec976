"""Pinyin of a name for search and sort: initials and full, in every reading a surname may have."""

import re
import unicodedata

from app.kernel.pinyin_dictionary import readings

# How a character is read as a surname where the dictionary reads it otherwise; the surname's reading comes first.
_SURNAMES: dict[str, tuple[str, ...]] = {
    "单": ("shan", "dan"),
    "曾": ("zeng", "ceng"),
    "解": ("xie", "jie"),
    "仇": ("qiu", "chou"),
    "区": ("ou", "qu"),
    "查": ("zha", "cha"),
    "朴": ("piao", "pu"),
    "盖": ("ge", "gai"),
    "翟": ("zhai", "di"),
    "覃": ("qin", "tan"),
    "缪": ("miao", "mou"),
    "召": ("shao", "zhao"),
    "种": ("chong", "zhong"),
    "秘": ("bi", "mi"),
    "乐": ("yue", "le"),
    "员": ("yun", "yuan"),
    "繁": ("po", "fan"),
    "黑": ("he", "hei"),
    "折": ("she", "zhe"),
    "牟": ("mou", "mu"),
    "柏": ("bai", "bo"),
    "隗": ("kui", "wei"),
    "郗": ("xi", "chi"),
    "谌": ("chen", "shen"),
    "祭": ("zhai", "ji"),
    "句": ("gou", "ju"),
    "佴": ("nai", "er"),
    "洗": ("xian", "xi"),
    "卜": ("bu",),
    "薄": ("bo", "bao"),
    "强": ("qiang", "jiang"),
    "尉迟": ("yu chi",),
    "万俟": ("mo qi",),
    "澹台": ("tan tai",),
    "长孙": ("zhang sun",),
    "令狐": ("ling hu",),
    "欧阳": ("ou yang",),
    "宇文": ("yu wen",),
    "皇甫": ("huang fu",),
    "呼延": ("hu yan",),
}
# Everyday surnames whose other readings in the dictionary are archaic: 王 must not be found under y.
_ONE_READING = frozenset(
    "王吴朱冯于董邓许沈彭蔡贾丁叶余潘杜夏汪任方石姚陆郝白万汤尹殷施陶倪温芦俞焦邢路齐莫庄祝涂谷祁舒詹盛童甄游裴屈位"
    "霍隋甘景包司宁阮柴车冉房葛华冼"
)
_LATIN = re.compile(r"[0-9A-Za-z]+")


def initials(name: str) -> tuple[str, ...]:
    """The first letters, lower-case, one text per reading of the surname; the likeliest first.

    A Latin word gives its first letter, but A5 or SUV stay whole, as people type them.

    >>> initials("欧阳若曦"), initials("云骏 A5 轿车"), initials("Müller Hans")
    (('oyrx',), ('yja5jc',), ('mh',))
    """
    return tuple(dict.fromkeys("".join(_initial(part) for part in reading) for reading in _readings(name)))


def full(name: str) -> tuple[str, ...]:
    """The whole pinyin without tones and blanks, lower-case, one text per reading; the likeliest first.

    >>> full("李四")
    ('lisi',)
    """
    return tuple("".join(reading).lower() for reading in _readings(name))


def _initial(part: str) -> str:
    is_kept_whole = part != part.lower() and (part.isupper() or not part.isalpha())
    return (part if is_kept_whole or part[0].isdigit() else part[0]).lower()


def _readings(name: str) -> tuple[tuple[str, ...], ...]:
    """Syllables and Latin words of the name, once for each reading of its beginning."""
    plain = _without_accents(name).lstrip(" ·•")
    if not _syllables(plain):
        return ()
    length, heads = _heads(plain)
    tail = _syllables(plain)[length:]
    return tuple((*head, *tail) for head in heads)


def _heads(plain: str) -> tuple[int, tuple[tuple[str, ...], ...]]:
    """How many syllables the readings of the beginning take, and these readings."""
    if plain[:2] in _SURNAMES:
        return 2, tuple(tuple(reading.split()) for reading in _SURNAMES[plain[:2]])
    usual = _syllables(plain)[:1]
    if not usual or _LATIN.match(plain) or plain[0] in _ONE_READING:
        return len(usual), (tuple(usual),)
    heads = _SURNAMES.get(plain[0]) or dict.fromkeys((*usual, *readings().of_character(plain[0])))
    return 1, tuple((reading,) for reading in heads)


def _syllables(plain: str) -> list[str]:
    syllables: list[str] = []
    at = 0
    for latin in _LATIN.finditer(plain):
        syllables += [*readings().of_text(plain[at : latin.start()]), latin.group()]
        at = latin.end()
    return syllables + readings().of_text(plain[at:])


def _without_accents(text: str) -> str:
    """ü to u and the like, so that a keyboard without them finds the name; a Chinese character is left alone."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))

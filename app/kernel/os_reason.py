"""Why the system could not do it, in the language in force: what it says itself is English, or the computer's own."""

import errno

from app.kernel.language import Language, _, current, mark

_WORDS: dict[int, str] = {
    errno.EACCES: mark("no right to it"),
    errno.EPERM: mark("no right to it"),
    errno.ENOENT: mark("it is not there"),
    errno.EEXIST: mark("it is there already"),
    errno.EISDIR: mark("it is a folder"),
    errno.ENOTDIR: mark("a part of the path is no folder"),
    errno.ENOSPC: mark("the disk is full"),
    errno.EDQUOT: mark("the disk is full"),
    errno.EROFS: mark("the disk may only be read"),
    errno.EBUSY: mark("something else is using it"),
    errno.EIO: mark("the disk reports an error"),
    errno.ENAMETOOLONG: mark("the name is too long"),
}


def reason_of(error: OSError) -> str:
    """The reason as half a sentence; of a rare one its number, which whoever looks after the computer can look up."""
    if error.errno in _WORDS:
        return _(_WORDS[error.errno])
    if current() is Language.ENGLISH or error.errno is None:
        return error.strerror or str(error)
    return _("error {number} of the system").format(number=error.errno)

"""The system's reasons in the language in force."""

import errno

from app.kernel.language import Language, use
from app.kernel.os_reason import reason_of


def test_what_people_meet_is_said_in_words() -> None:
    assert reason_of(OSError(errno.ENOSPC, "No space left on device")) == "the disk is full"
    use(Language.CHINESE)
    assert reason_of(OSError(errno.ENOSPC, "No space left on device")) == "磁盘已满"


def test_a_rare_reason_is_a_number_in_chinese_and_the_system_s_own_words_in_english() -> None:
    rare = OSError(errno.EXDEV, "Invalid cross-device link")
    assert reason_of(rare) == "Invalid cross-device link"
    use(Language.CHINESE)
    assert reason_of(rare) == f"系统错误 {errno.EXDEV}"

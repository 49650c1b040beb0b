"""Which Chinese script a text is written in, as far as its characters tell."""

import re

HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
KANA = re.compile("[\u3040-\u30ff\uff66-\uff9f]")


def chinese_script(text: str) -> str | None:
    """Return "zh-Hant", "zh-Hans", "zh" where both write it so, None for a text that is not Chinese or mixes them.

    The national character sets tell: what only Big5 has is traditional, what only GB 2312 has is simplified (Hong
    Kong's additions to Big5 hold simplified ones too). Kana is Japanese.
    """
    han = "".join(HAN.findall(text))
    if not han or KANA.search(text):
        return None
    match can_be_written(han, "big5"), can_be_written(han, "gb2312"):
        case True, True:
            return "zh"
        case True, False:
            return "zh-Hant"
        case False, True:
            return "zh-Hans"
    return None


def can_be_written(text: str, charset: str) -> bool:
    """Return whether a character set has all characters of a text."""
    try:
        text.encode(charset)
    except UnicodeEncodeError:
        return False
    return True

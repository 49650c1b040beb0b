"""What pages of genres show besides what the database knows."""

from collections.abc import Mapping
from typing import Any

# The Japanese name, as an ornament.
GLOSSES = {
    "Action": "活劇",
    "Adventure": "冒険",
    "Comedy": "喜劇",
    "Drama": "人間劇",
    "Ecchi": "お色気",
    "Fantasy": "幻想",
    "Hentai": "成人",
    "Horror": "恐怖",
    "Mahou Shoujo": "魔法少女",
    "Mecha": "機械",
    "Music": "音楽",
    "Mystery": "推理",
    "Psychological": "心理",
    "Romance": "恋愛",
    "Sci-Fi": "空想科学",
    "Slice of Life": "日常",
    "Sports": "運動",
    "Supernatural": "超自然",
    "Thriller": "緊迫",
}


def gloss_of(genre: str) -> str:
    """Return a genre's Japanese name; that of genres for one which has none here."""
    return GLOSSES.get(genre, "分類")


def related_shown(tag: Mapping[str, Any], is_adult: bool) -> bool:
    """Tell whether a tag may stand beside what it goes with: none that is for adults, unless they are wanted."""
    return is_adult or not tag["isAdult"]

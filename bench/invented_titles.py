"""Titles of works that there are not, in many scripts, put together by rules from short lists of words."""

import random

ROMAJI, NATIVE, KANA, ENGLISH, RUSSIAN, KOREAN, CHINESE, SPANISH, FRENCH, ARABIC = range(10)


def table(*rows: str) -> tuple[tuple[str, ...], ...]:
    """Return rows of cells that are written with bars between them."""
    return tuple(tuple(row.split("|")) for row in rows)


# Things that titles speak of, one form a language.
THINGS = table(
    "Hoshi|星|ほし|Star|Звезда|별|星辰|Estrella|Étoile|نجم",
    "Tsuki|月|つき|Moon|Луна|달|月亮|Luna|Lune|قمر",
    "Yume|夢|ゆめ|Dream|Сон|꿈|梦|Sueño|Rêve|حلم",
    "Kaze|風|かぜ|Wind|Ветер|바람|风|Viento|Vent|ريح",
    "Umi|海|うみ|Sea|Море|바다|大海|Mar|Mer|بحر",
    "Sora|空|そら|Sky|Небо|하늘|天空|Cielo|Ciel|سماء",
    "Mori|森|もり|Forest|Лес|숲|森林|Bosque|Forêt|غابة",
    "Yuki|雪|ゆき|Snow|Снег|눈|白雪|Nieve|Neige|ثلج",
    "Hana|花|はな|Flower|Цветок|꽃|花朵|Flor|Fleur|زهرة",
    "Tetsu|鉄|てつ|Iron|Железо|철|钢铁|Hierro|Fer|حديد",
    "Kage|影|かげ|Shadow|Тень|그림자|影子|Sombra|Ombre|ظل",
    "Hikari|光|ひかり|Light|Свет|빛|光芒|Luz|Lumière|نور",
    "Majo|魔女|まじょ|Witch|Ведьма|마녀|女巫|Bruja|Sorcière|ساحرة",
    "Yuusha|勇者|ゆうしゃ|Hero|Герой|용사|英雄|Héroe|Héros|بطل",
    "Maou|魔王|まおう|Demon King|Владыка демонов|마왕|大魔王|Rey Demonio|Roi démon|ملك الشياطين",
    "Kishi|騎士|きし|Knight|Рыцарь|기사|骑士|Caballero|Chevalier|فارس",
    "Ryuu|竜|りゅう|Dragon|Дракон|용|巨龙|Dragón|Dragon|تنين",
    "Neko|猫|ねこ|Cat|Кошка|고양이|猫咪|Gato|Chat|قطة",
    "Ookami|狼|おおかみ|Wolf|Волк|늑대|狼人|Lobo|Loup|ذئب",
    "Tabi|旅|たび|Journey|Путешествие|여행|旅途|Viaje|Voyage|رحلة",
    "Gakuen|学園|がくえん|Academy|Академия|학원|学院|Academia|Académie|أكاديمية",
    "Toshokan|図書館|としょかん|Library|Библиотека|도서관|图书馆|Biblioteca|Bibliothèque|مكتبة",
    "Densetsu|伝説|でんせつ|Legend|Легенда|전설|传说|Leyenda|Légende|أسطورة",
    "Monogatari|物語|ものがたり|Story|История|이야기|物语|Historia|Histoire|حكاية",
    "Senki|戦記|せんき|War Chronicle|Хроники войны|전기|战记|Crónica de guerra|Chronique de guerre|سجل الحرب",
    "Kikai|機械|きかい|Machine|Машина|기계|机械|Máquina|Machine|آلة",
    "Tantei|探偵|たんてい|Detective|Детектив|탐정|侦探|Detective|Détective|محقق",
    "Ryouri|料理|りょうり|Cooking|Кулинария|요리|料理|Cocina|Cuisine|طبخ",
    "Ongaku|音楽|おんがく|Music|Музыка|음악|音乐|Música|Musique|موسيقى",
    "Natsu|夏|なつ|Summer|Лето|여름|夏天|Verano|Été|صيف",
)
# Ways to put a first thing {a}, a second {b} and a name {n} together.
SHAPES = table(
    "{a} no {b}|{a}の{b}|{a}の{b}|{b} of the {a}|{b}: {a}|{a}의 {b}|{a}之{b}|{b} de {a}|{b} : {a}|{b} {a}",
    "{a} to {b}|{a}と{b}|{a}と{b}|{a} and {b}|{a} и {b}|{a}와 {b}|{a}与{b}|{a} y {b}|{a} et {b}|{a} و{b}",
    "{n} no {a}|{n}の{a}|{n}の{a}|{n}'s {a}|{a} по имени {n}|{n}의 {a}|{n}的{a}|{a} de {n}|{a} : {n}|{a} {n}",
    "{a} {n}|{a}{n}|{a}{n}|{a} {n}|{a} {n}|{a} {n}|{a}{n}|{a} {n}|{a} {n}|{a} {n}",
    "{n} wa {a} ga Suki|{n}は{a}が好き|{n}は{a}がすき|{n} Loves the {a}|{n} любит: {a}|{n}는 {a} 좋아해|{n}喜欢{a}"
    "|A {n} le gusta: {a}|{n} aime : {a}|{n} و{a}",
    "Tensei Shitara {a} Datta {n}|転生したら{a}だった{n}|てんせいしたら{a}だった{n}|{n} Was Reborn as a {a}"
    "|Перерождение: {a}. {n}|전생했더니 {a} {n}|转生成为{a}的{n}|{n}: Renacer como {a}|{n} réincarné : {a}|{n}: {a}",
)
# The same syllable in Latin letters, katakana, Cyrillic, Hangul.
SYLLABLES = table(
    *(
        "a|ア|а|아",
        "i|イ|и|이",
        "ka|カ|ка|카",
        "ki|キ|ки|키",
        "ku|ク|ку|쿠",
        "ko|コ|ко|코",
        "sa|サ|са|사",
        "shi|シ|си|시",
    ),
    *("su|ス|су|스", "ta|タ|та|타", "te|テ|тэ|테", "to|ト|то|토", "na|ナ|на|나", "ni|ニ|ни|니", "no|ノ|но|노"),
    *(
        "ha|ハ|ха|하",
        "hi|ヒ|хи|히",
        "fu|フ|фу|후",
        "ma|マ|ма|마",
        "mi|ミ|ми|미",
        "mu|ム|му|무",
        "mo|モ|мо|모",
        "ya|ヤ|я|야",
    ),
    *(
        "yu|ユ|ю|유",
        "yo|ヨ|ё|요",
        "ra|ラ|ра|라",
        "ri|リ|ри|리",
        "ru|ル|ру|루",
        "re|レ|рэ|레",
        "ro|ロ|ро|로",
        "ga|ガ|га|가",
    ),
    *("go|ゴ|го|고", "za|ザ|дза|자", "da|ダ|да|다", "ba|バ|ба|바"),
)
# What follows a title when the entry is not a series' first; {s} is the number of the season.
ORDINALS = ("", "1st", "2nd", "3rd", *(f"{number}th" for number in range(4, 31)))
CHINESE_NUMBERS = "〇一二三四五六七八九十"
SEASON, MOVIE, OVA, SPECIAL, MINI = table(
    "{o} Season|第{s}期|だい{s}き|Season {s}|{s} сезон|{s}기|第{c}季|Temporada {s}|Saison {s}|الموسم {s}",
    "Movie|劇場版|げきじょうばん|The Movie|Фильм|극장판|剧场版|La película|Le film|الفيلم",
    "OVA|OVA|オーブイエー|OVA|OVA|OVA|OVA|OVA|OVA|OVA",
    "Specials|スペシャル|すぺしゃる|Specials|Спецвыпуски|스페셜|特别篇|Especiales|Spéciaux|حلقات خاصة",
    "Mini|みに|みに|Mini|Мини|미니|迷你|Mini|Mini|ميني",
)


def suffixed(forms: tuple[str, ...], suffix: tuple[str, ...], season: int) -> tuple[str, ...]:
    """Return a title with what tells one entry of a franchise from another, in each language."""
    values = {"s": season, "o": ORDINALS[season], "c": chinese_number(season)}
    return tuple(f"{form} {added.format(**values)}" for form, added in zip(forms, suffix, strict=True))


def chinese_number(number: int) -> str:
    """Return a number below 20 in Chinese characters, a greater one in digits."""
    if number <= 10:
        return CHINESE_NUMBERS[number]
    return f"十{CHINESE_NUMBERS[number - 10]}" if number < 20 else str(number)


def invented_title(chance: random.Random) -> tuple[str, ...]:
    """Return a series' title in each language. A few in a hundred are equal by chance, as real ones are."""
    first, second = chance.sample(THINGS, 2)
    forms = zip(chance.choice(SHAPES), first, second, invented_name(chance), strict=True)
    return tuple(form.format(a=a, b=b, n=n) for form, a, b, n in forms)


def invented_name(chance: random.Random) -> tuple[str, ...]:
    """Return a person's name in each language."""
    latin, katakana, cyrillic, hangul = map(
        "".join, zip(*chance.choices(SYLLABLES, k=chance.randint(2, 4)), strict=True)
    )
    latin, cyrillic = latin.capitalize(), cyrillic.capitalize()
    return (latin, katakana, katakana, latin, cyrillic, hangul, katakana, latin, latin, latin)


def other_spellings(forms: tuple[str, ...]) -> list[str]:
    """Return what else people write for a title: its other languages first, then sloppy and short forms."""
    romaji, english = forms[ROMAJI], forms[ENGLISH]
    spelled = [
        *forms[1:],
        romaji.upper(),
        romaji.lower(),
        romaji.replace(" ", ""),
        romaji.replace("ou", "ō").replace("uu", "ū"),
        romaji.replace("ou", "o").replace("uu", "u"),
        english.upper(),
        english.replace(" and ", " & "),
        "".join(word[0] for word in english.split()).upper(),
        "".join(word[:2] for word in romaji.split()),
        f"{romaji} ({forms[NATIVE]})",
        f"{romaji} - {english}",
        f"{english} TV",
        f"{forms[NATIVE]}！",
        f"{forms[RUSSIAN]} / {romaji}",
        f"{romaji}!",
    ]
    return list(dict.fromkeys(text for text in spelled if text != romaji))

"""Parts of addresses with a type of their own. What does not fit is no address of the site."""


class Id:
    """An id as GraphQL's Int holds it."""

    regex = "[0-9]{1,10}"

    def to_python(self, text: str) -> int:
        number = int(text)
        if number >= 2**31:
            raise ValueError("ids have 31 bits")
        return number

    def to_url(self, number: int) -> str:
        return str(number)


SAMPLE_IDS = range(2**31 - 48, 2**31)  # no catalogue reaches them: ids given here count up from 2^30


class SampleId(Id):
    """The id of a work invented for the catalogue of components."""

    regex = "21474836[0-9]{2}"


class Year:
    """A year in which there may have been anime."""

    regex = "(?:19|20)[0-9]{2}"

    def to_python(self, text: str) -> int:
        return int(text)

    def to_url(self, year: int) -> str:
        return str(year)


class SeasonName:
    """A season in small letters."""

    regex = "winter|spring|summer|fall"

    def to_python(self, text: str) -> str:
        return text

    def to_url(self, season: str) -> str:
        return season


class HexColour:
    """Six hexadecimal digits, in small letters so that one colour has one address."""

    regex = "[0-9a-f]{6}"

    def to_python(self, text: str) -> str:
        return text

    def to_url(self, colour: str) -> str:
        return colour


class PictureFile:
    """The name of a picture's file: a hash, a width, a format."""

    regex = r"[0-9a-f]{32}-[0-9]{1,4}\.(?:avif|webp)"

    def to_python(self, text: str) -> str:
        return text

    def to_url(self, file: str) -> str:
        return file

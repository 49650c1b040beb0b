"""The addresses of shelves that tests of all pages look at."""

SHELVES = (
    "/anime",
    "/manga",
    "/anime?genre=Romance&genre=-Drama&tag=Crafts&rank=40&year=2020-2022&studio=1&view=list",
    "/anime?view=table&sort=title&adult=1",
    "/anime?genre=Romance&genre=Action",
    "/anime/by/studio?genre=Romance",
)

"""Roots about the site as a whole."""

import pytest

from tests.graph.community.conftest import NOW, AskAs, People
from tests.statements import statements
from zukan.accounts.models import User
from zukan.catalogue.models import MediaExternalLink
from zukan.graph.errors import QueryError
from zukan.tracker.counting import count_site

DAY = NOW - NOW % 86_400


def test_the_site_is_counted_day_by_day(ask_as: AskAs, people: People) -> None:
    count_site(NOW)
    User.objects.create_user("new")
    count_site(NOW + 10)
    count_site(NOW + 86_400)
    User.objects.filter(username="new").delete()
    count_site(NOW + 86_400 + 10)
    text = """{ SiteStatistics { users { nodes { date count change } pageInfo { total } }
      anime(sort: DATE_DESC, perPage: 1) { edges { node { date count } } } } }"""
    with statements() as seen:
        counts = ask_as(None, text)["SiteStatistics"]
    assert len(seen) == 1
    assert counts["users"]["nodes"] == [
        {"date": DAY, "count": 4, "change": 4},
        {"date": DAY + 86_400, "count": 3, "change": -1},
    ]
    assert counts["users"]["pageInfo"] == {"total": 2}
    assert counts["anime"]["edges"] == [{"node": {"date": DAY + 86_400, "count": 3}}]


def test_markdown_is_rendered_without_the_database(ask_as: AskAs, people: People) -> None:
    with statements() as seen:
        answer = ask_as(None, "query ($m: String!) { Markdown(markdown: $m) { a: html } }", m="**hello** *world*")
    assert answer == {"Markdown": {"a": "<p><strong>hello</strong> <em>world</em></p>"}}
    assert seen == []


def test_markdown_cannot_bring_scripts(ask_as: AskAs, people: People) -> None:
    text = "query ($m: String!) { Markdown(markdown: $m) { html } }"
    html = ask_as(None, text, m="<script>alert(1)</script>[x](javascript:alert(1))<b onclick=x>b</b>")["Markdown"][
        "html"
    ]
    assert "<script" not in html
    assert "onclick" not in html
    assert 'href="javascript' not in html


def test_a_chart_is_the_viewers(ask_as: AskAs, people: People) -> None:
    text = "{ AniChartUser { user { id name } settings highlights } }"
    owner = {"id": people.owner.pk, "name": "Owner"}
    assert ask_as(people.owner, text) == {"AniChartUser": {"user": owner, "settings": {}, "highlights": {}}}
    with pytest.raises(QueryError, match="Unauthorized"):
        ask_as(None, text)


def test_the_sites_to_which_works_link_are_listed_once(ask_as: AskAs, people: People) -> None:
    common = {"media_id": 5, "position": 0}
    MediaExternalLink.objects.create(id=1, site="Hulu", site_id=7, type="STREAMING", url="https://a.example", **common)
    MediaExternalLink.objects.create(id=2, site="Crunchyroll", site_id=5, type="STREAMING", url="https://b", **common)
    MediaExternalLink.objects.create(id=3, site="Official", site_id=1, type="INFO", url="https://c", **common)
    text = "{ ExternalLinkSourceCollection(%s) { id site type url } }"
    streaming = [
        {"id": 5, "site": "Crunchyroll", "type": "STREAMING", "url": None},
        {"id": 7, "site": "Hulu", "type": "STREAMING", "url": None},
    ]
    found = ask_as(None, text.replace("%s", "mediaType: ANIME, type: STREAMING"))["ExternalLinkSourceCollection"]
    assert found == streaming
    assert ask_as(None, text.replace("%s", "mediaType: MANGA"))["ExternalLinkSourceCollection"] == []
    (one,) = ask_as(None, text.replace("%s", "id: 1"))["ExternalLinkSourceCollection"]
    assert one["site"] == "Official"

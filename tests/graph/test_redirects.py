"""An id that became another leads to what it became."""

import pytest

from tests.graph.conftest import Ask
from tests.statements import statements
from zukan.catalogue.models import Redirect


@pytest.mark.parametrize("query", ["Media(id: $id) { id }", "Page { media(id: $id) { id } }"])
def test_an_old_id_is_answered_with_what_it_became_in_one_statement(ask: Ask, query: str) -> None:
    Redirect.objects.create(entity="media", old_id=900, new_id=5)
    Redirect.objects.create(entity="character", old_id=900, new_id=1)
    with statements() as seen:
        data = ask(f"query ($id: Int) {{ {query} }}", {"id": 900})
    assert data in ({"Media": {"id": 5}}, {"Page": {"media": [{"id": 5}]}})
    assert len(seen) == 1


def test_what_another_kind_left_is_no_work(ask: Ask) -> None:
    Redirect.objects.create(entity="character", old_id=900, new_id=5)
    assert ask("{ Page { media(id: 900) { id } } }") == {"Page": {"media": []}}
    assert ask("{ Media(id: 1) { id } }") == {"Media": {"id": 1}}

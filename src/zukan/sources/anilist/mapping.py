"""From the answer's objects to records. Every work, person and studio on the way is evidence and becomes a record."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from zukan.sources.anilist import shape
from zukan.sources.anilist.extension import extend, gone_ids, own_key
from zukan.sources.anilist.facts import (
    airing,
    full_name,
    link_record,
    media_facts,
    nodes,
    person_facts,
    present,
    ranking,
    reads_as_source,
    review_text,
    streaming,
    trend,
)
from zukan.sources.anilist.naming import fuzzy_date, named_reference, spoken_language, texts
from zukan.sources.records import (
    AnyRecord,
    CastEdge,
    CharacterRecord,
    Link,
    MediaRecord,
    Recommended,
    Relation,
    ScoreAmount,
    StaffCredit,
    StaffRecord,
    StatusAmount,
    StudioCredit,
    StudioRecord,
    StudioWork,
    TagRank,
    TagRecord,
    TagSpoiler,
    Voice,
)
from zukan.sources.sites import is_licensed_link


class Answer:
    """One answer on its way to records.

    observed_at: when it was given; None: each work's own updatedAt tells, else `fallback`.
    """

    def __init__(self, source: str, observed_at: int | None, fallback: int, skipped: Counter[str]) -> None:
        self.source = source
        self.observed_at = observed_at
        self.fallback = fallback
        self.skipped = skipped
        self.records: list[AnyRecord] = []

    def header(
        self,
        id: int | None,  # noqa: A002  # the schema's word
        name: str | None,
        zukan: shape.Extension | None = None,
    ) -> dict[str, Any]:
        """Return source, key, time and ids of a record."""
        key = str(id) if id is not None else own_key(zukan) or named_reference(name or "")
        ids = {"anilist": [str(id)]} if id is not None else {}
        at = self.fallback if self.observed_at is None else self.observed_at
        return {"source": self.source, "key": key, "observed_at": at, "ids": ids}

    def media(self, media: shape.MediaShape | None) -> str | None:
        """Record a work and all that hangs on it. Return the reference to it, None for one without an id."""
        if media is None:
            return None
        if media.id is None and own_key(media.zukan) is None:
            self.skipped["a work without an id"] += 1
            return None
        outer, at = self.fallback, self.observed_at
        if at is None and media.updated_at is not None:
            self.fallback = media.updated_at  # what hangs on the work was told at the same time
        record = MediaRecord(**self.header(media.id, None, media.zukan), **media_facts(media))
        if media.id_mal:
            record.ids["myanimelist"] = [str(media.id_mal)]
        self.media_lists(media, record)
        if media.zukan is not None:
            extend(record, media.zukan)
            gone = gone_ids(record, media.zukan)
            self.records += [gone] if gone else []
        self.records.append(record)
        self.fallback = outer
        return record.key

    def media_lists(self, media: shape.MediaShape, record: MediaRecord) -> None:
        """Fill a work's lists, each None when the answer does not hold it."""
        if media.tags is not None:
            self.tags(media.tags, record)
        self.studios(media.studios, record)
        if media.relations is not None and media.relations.edges is not None:
            record.relations = list(self.relations(media, media.relations.edges))
        record.characters = self.cast(media.characters or media.character_preview)
        record.staff = self.crew(media.staff or media.staff_preview)
        record.recommendations = self.recommendations(media.recommendations)
        record.reviews = [
            text for review in nodes(media.reviews or media.review_preview) if (text := review_text(review))
        ] or None
        self.numbers(media, record)
        record.external_links = self.links(media.external_links)
        record.streaming_episodes = streaming(media.streaming_episodes)

    def numbers(self, media: shape.MediaShape, record: MediaRecord) -> None:
        """Fill a work's rankings, distributions, airings and trends."""
        if media.rankings is not None:
            record.rankings = [ranking(one, media) for one in media.rankings if one and (one.format or media.format)]
        if media.stats and media.stats.score_distribution is not None:
            record.score_counts = [
                ScoreAmount(score=one.score, amount=one.amount)
                for one in media.stats.score_distribution
                if one and one.score is not None and one.amount is not None
            ]
        if media.stats and media.stats.status_distribution is not None:
            record.status_counts = [
                StatusAmount(status=one.status, amount=one.amount)
                for one in media.stats.status_distribution
                if one and one.status and one.amount is not None
            ]
        upcoming = [media.next_airing_episode] if media.next_airing_episode else []
        airings = [airing(one) for one in (*nodes(media.airing_schedule), *upcoming) if one.episode is not None]
        record.airing_schedule = airings or None
        record.trends = [trend(one) for one in nodes(media.trends) if one.date is not None] or None

    def tag(self, tag: shape.TagShape) -> str:
        """Record a tag and return the reference to it."""
        record = TagRecord(
            **self.header(tag.id, tag.name, tag.zukan),
            name=tag.name,
            description=tag.description,
            category=tag.category,
            is_general_spoiler=tag.is_general_spoiler,
            is_adult=tag.is_adult,
        )
        self.records.append(record)
        return record.key

    def tags(self, tags: list[shape.TagShape | None], record: MediaRecord) -> None:
        """Fill a work's tags, and apart from them which of them are spoilers."""
        carried = [(tag, self.tag(tag)) for tag in tags if tag and tag.name.strip()]
        record.tags = [TagRank(tag=reference, rank=tag.rank) for tag, reference in carried]
        record.tag_spoilers = [
            TagSpoiler(tag=reference, is_media_spoiler=tag.is_media_spoiler)
            for tag, reference in carried
            if tag.is_media_spoiler is not None
        ] or None

    def studio(self, studio: shape.StudioShape | None) -> str | None:
        """Record a studio and its works. Return the reference to it."""
        if studio is None or (studio.id is None and not studio.name and own_key(studio.zukan) is None):
            return None
        record = StudioRecord(
            **self.header(studio.id, studio.name, studio.zukan),
            name=studio.name,
            is_animation_studio=studio.is_animation_studio,
            favourites=studio.favourites,
        )
        self.records.append(record)
        for edge in present(studio.media.edges if studio.media else None):
            if self.media(edge.node) and edge.node:
                credit = StudioWork(studio=record.key, is_main=bool(edge.is_main_studio))
                self.about(edge.node, studio_credits=[credit])
        return record.key

    def studios(self, connection: shape.StudioConnection | None, record: MediaRecord) -> None:
        """Fill a work's studios: the whole list, or the part that was asked for."""
        if connection is None:
            return
        credited: dict[tuple[str, bool], int | None] = {}
        for edge in present(connection.edges):
            if reference := self.studio(edge.node):
                credited.setdefault((reference, bool(edge.is_main)), edge.id)
        for node in present(connection.nodes):
            reference = self.studio(node)
            if reference and not any(known == reference for known, _ in credited):
                credited[reference, False] = None
        if connection.partial or connection.edges is None:
            record.studio_credits = [
                StudioWork(studio=reference, is_main=main, id=edge) for (reference, main), edge in credited.items()
            ]
        else:
            record.studios = [
                StudioCredit(studio=reference, is_main=main, id=edge) for (reference, main), edge in credited.items()
            ]

    def relations(self, media: shape.MediaShape, edges: list[shape.MediaEdge | None]) -> Iterator[Relation]:
        """Yield a work's relations."""
        own = self.header(media.id, None, media.zukan)["key"]
        knows_source = any(edge.relation_type == "SOURCE" for edge in present(edges))
        for edge in present(edges):
            reference = self.media(edge.node)
            if reference is None or edge.node is None or edge.relation_type is None or reference == own:
                continue
            if edge.zukan and edge.zukan.is_inferred:
                continue  # it will follow again
            plain = not knows_source and (edge.relation_type_version or 1) < 2 and edge.zukan is None
            name = "SOURCE" if plain and reads_as_source(media, edge) else edge.relation_type
            yield Relation(media=reference, relation_type=name, id=edge.id)

    def character(self, character: shape.CharacterShape | None) -> str | None:
        """Record a character and its works. Return the reference to it."""
        if character is None or (character.id is None and not full_name(character.name)):
            return None
        record = CharacterRecord(
            **self.header(character.id, full_name(character.name), character.zukan),
            **person_facts(character),
            age=character.age,
            name_alternative_spoiler=texts(character.name.alternative_spoiler) if character.name else None,
        )
        self.records.append(record)
        for edge in present(character.media.edges if character.media else None):
            if edge.node and self.media(edge.node):
                part = CastEdge(
                    character=record.key,
                    role=edge.character_role,
                    name=edge.character_name,
                    voices=self.voices(edge.voice_actors, edge.voice_actor_roles),
                )
                self.about(edge.node, characters=[part])
        for node in present(character.media.nodes if character.media else None):
            self.media(node)
        return record.key

    def person(self, person: shape.StaffShape | None) -> str | None:
        """Record a member of staff and their works. Return the reference to them."""
        if person is None or (person.id is None and not full_name(person.name)):
            return None
        record = StaffRecord(
            **self.header(person.id, full_name(person.name), person.zukan),
            **person_facts(person),
            language=spoken_language(person),
            primary_occupations=texts(person.primary_occupations),
            date_of_death=fuzzy_date(person.date_of_death),
            age=person.age,
            years_active=person.years_active,
            home_town=person.home_town,
        )
        self.records.append(record)
        self.works_of(person, record.key)
        return record.key

    def works_of(self, person: shape.StaffShape, reference: str) -> None:
        """Record the works that a person is credited on or speaks in."""
        for edge in present(person.staff_media.edges if person.staff_media else None):
            if edge.node and self.media(edge.node) and edge.staff_role:
                self.about(edge.node, staff=[StaffCredit(staff=reference, role=edge.staff_role)])
        voice = Voice(staff=reference, language=spoken_language(person) or "")
        for edge in present(person.character_media.edges if person.character_media else None):
            spoken = [self.character(one) for one in present(edge.characters)]
            if edge.node and self.media(edge.node):
                parts = [CastEdge(character=one, role=edge.character_role, voices=[voice]) for one in spoken if one]
                self.about(edge.node, characters=parts)
        for part in present(person.characters.edges if person.characters else None):
            character = self.character(part.node)
            for media in present(part.media):
                if character and self.media(media):
                    self.about(media, characters=[CastEdge(character=character, role=part.role, voices=[voice])])
        for node in present(person.characters.nodes if person.characters else None):
            self.character(node)

    def cast(self, connection: shape.CharacterConnection | None) -> list[CastEdge] | None:
        """Return a page of a work's cast."""
        if connection is None:
            return None
        for node in present(connection.nodes):
            self.character(node)
        result = []
        for index, edge in enumerate(present(connection.edges)):
            if reference := self.character(edge.node):
                position = None if connection.offset is None else connection.offset + index
                voices = self.voices(edge.voice_actors, edge.voice_actor_roles)
                result.append(
                    CastEdge(
                        character=reference,
                        role=edge.role,
                        name=edge.name,
                        position=position,
                        id=edge.id,
                        voices=voices,
                    )
                )
        return result

    def voices(
        self, actors: list[shape.StaffShape | None] | None, roles: list[shape.VoiceShape | None] | None
    ) -> list[Voice] | None:
        """Return who voices a character, from either of the schema's two fields."""
        if actors is None and roles is None:
            return None
        known: dict[tuple[str, str], Voice] = {}
        told = [(role.voice_actor, role) for role in present(roles)] + [(actor, None) for actor in present(actors)]
        for person, role in told:
            reference = self.person(person)
            if reference is None or person is None:
                continue
            voice = Voice(staff=reference, language=spoken_language(person) or "", position=len(known))
            if role is not None:
                voice.role_notes, voice.dub_group = role.role_notes, role.dub_group
            if role is not None and role.zukan is not None:
                voice.language = role.zukan.language or ""
            known.setdefault((reference, voice.language), voice)
        return list(known.values())

    def crew(self, connection: shape.StaffConnection | None) -> list[StaffCredit] | None:
        """Return a page of a work's staff."""
        if connection is None:
            return None
        for node in present(connection.nodes):
            self.person(node)
        result = []
        for index, edge in enumerate(present(connection.edges)):
            reference = self.person(edge.node)
            if reference and edge.role:
                position = None if connection.offset is None else connection.offset + index
                result.append(StaffCredit(staff=reference, role=edge.role, position=position, id=edge.id))
        return result

    def recommendations(self, connection: shape.RecommendationConnection | None) -> list[Recommended] | None:
        """Return a page of a work's recommendations."""
        found = [self.recommended(one) for one in nodes(connection)]
        return [one for one in found if one] or None

    def recommended(self, one: shape.RecommendationShape) -> Recommended | None:
        """Return a recommendation, None when the recommended work is gone."""
        reference = self.media(one.media_recommendation)
        preference = one.zukan.preference if one.zukan else None
        return Recommended(media=reference, rating=one.rating, preference=preference, id=one.id) if reference else None

    def links(self, links: list[shape.LinkShape | None] | None) -> list[Link] | None:
        """Return a work's links that may be shown."""
        if links is None:
            return None
        result = []
        for position, link in enumerate(present(links)):
            if not link.url or not is_licensed_link(link.url):
                self.skipped["a link that is no web address, or to an index of unlicensed copies"] += 1
                continue
            result.append(link_record(link, position))
        return result

    def about(self, media: shape.MediaShape, **lists: Any) -> None:
        """Record what another thing's answer tells of a work."""
        self.records.append(MediaRecord(**self.header(media.id, None, media.zukan), **lists))

import itertools
import pytest
from tests.sources.test_merge_properties import *
from tests.sources.test_merge_properties import afresh
from zukan.sources.records import MediaRecord, Relation
pytestmark = pytest.mark.django_db
R=[
 MediaRecord(type='ANIME',title_romaji='Sakana no Uta',source='anilist',key='1',observed_at=1,ids={'anilist':['1']}),
 MediaRecord(type='ANIME',title_romaji='Sakana no Uta',source='anilist',key='2',observed_at=2,ids={'anilist':['2']}),
 MediaRecord(type='ANIME',title_romaji='Sakana no Uta',source='kitsu',key='1',observed_at=1,ids={'anidb':['2']}),
 MediaRecord(ids_number='ANIME',source='arm',key='1',observed_at=1,ids={'anilist':['3'],'anidb':['2'],'myanimelist':['1']}),
 MediaRecord(type='ANIME',title_romaji='Sakana no Uta',source='anilist',key='1',observed_at=1,ids={'anilist':['1'],'anidb':['1'],'myanimelist':['1']},relations=[Relation(media='1', relation_type='SEQUEL', id=None), Relation(media='3', relation_type='SEQUEL', id=None)]),
]
def test_all(afresh):
    first = afresh([R]); bad=0
    for order in itertools.permutations(range(5)):
        files=[R[i] for i in order]
        for way in ([files],[files,R],[[o] for o in files]):
            got=afresh(way)
            if got!=first:
                bad+=1
                print(order,len(way),sorted(set(first)^set(got)))
    assert not bad

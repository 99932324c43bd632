from __future__ import annotations

from bot.nlu.understanding import NluResult, Part, from_parse_data

RANKED = [{"name": "program_price", "confidence": 0.8}, {"name": "coverage_free", "confidence": 0.1}]


def test_from_parse_data_reads_ranking_entities_and_parts():
    part = {"text": "how much", "start": 0, "end": 8, "ranking": RANKED}
    entity = {"entity": "place", "value": "Ohio"}
    data = {"text": "how much and Ohio", "intent_ranking": RANKED, "entities": [entity], "parts": [part]}
    ranking = (("program_price", 0.8), ("coverage_free", 0.1))
    parts = (Part("how much", 0, 8, ranking),)
    assert from_parse_data(data) == NluResult("how much and Ohio", ranking, (entity,), parts)


def test_from_parse_data_of_one_question_has_no_parts():
    assert from_parse_data({"text": "hi", "intent_ranking": RANKED}).parts == ()

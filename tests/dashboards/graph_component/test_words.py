from __future__ import annotations

import re
from pathlib import Path

from dashboards.graph_component import whole
from dashboards.graph_component.words import COLOURS, named_colours, tool_texts
from tracer.wording.language import find_language

SOURCE = Path(__file__).parents[3] / "dashboards/graph_component/frontend/src"


def test_the_script_asks_for_no_word_that_is_not_sent_and_none_is_sent_for_nothing():
    sources = [path for path in sorted(SOURCE.glob("*.ts")) if path.stem != "whole"]  # whole.ts has words of its own
    script = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    texts = tool_texts(find_language("en"))
    asked = set(re.findall(r'\btext\(\w* ?\??"?([a-z_]+)"', script)) | set(re.findall(r'texts\["([a-z_]+)"\]', script))
    assert asked - set(texts) == set()
    assert [key for key in texts if f'"{key}"' not in script and f"{key}:" not in script] == []


def test_the_overview_asks_for_the_words_that_are_sent():
    script = (SOURCE / "whole.ts").read_text(encoding="utf-8")
    assert set(re.findall(r'texts\["([a-z_]+)"\]', script)) == set(whole._TEXTS)


def test_every_colour_has_a_letter_of_its_own_and_a_word_in_both_languages():
    assert len({one.letter for one in COLOURS.values()}) == len({one.colour for one in COLOURS.values()}) == 6
    english, romanian = named_colours(find_language("en")), named_colours(find_language("ro"))
    assert all(one["word"].startswith(f"{one['letter']}: ") for one in (*english, *romanian))
    assert english[0] == {"name": "blue", "letter": "A", "colour": "#2563eb", "word": "A: blue"}
    assert romanian[0]["word"] == "A: albastru"

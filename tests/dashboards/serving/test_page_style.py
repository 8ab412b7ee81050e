from __future__ import annotations

from dashboards.design.stylesheet import stylesheet, stylesheet_digest
from dashboards.serving.page_style import STYLE_SOURCES, answer_style, hash_style, link_style


def test_the_link_stands_once_at_the_end_of_the_head():
    linked = link_style(b"<head><title>x</title></head><body></head></body>")
    link = f'<link rel="stylesheet" href="/tracer.css?{stylesheet_digest()}">'.encode()
    assert linked == b"<head><title>x</title>" + link + b"</head><body></head></body>"
    assert link_style(b"a part without a head") == b"a part without a head"


def test_the_stylesheet_is_kept_until_it_changes():
    answer = answer_style()
    assert answer.body.decode() == stylesheet()
    assert answer.headers["cache-control"] == "private, max-age=31536000, immutable"
    assert answer.headers["content-type"].startswith("text/css")


def test_a_style_is_let_in_by_its_text_alone():
    # The hash of nothing, as it is published.
    assert hash_style("") == "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    assert hash_style("") in STYLE_SOURCES
    assert not any("unsafe" in source or "*" in source for source in STYLE_SOURCES)

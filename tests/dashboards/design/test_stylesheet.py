from __future__ import annotations

import re

from dashboards.design import tokens
from dashboards.design.stylesheet import stylesheet, stylesheet_digest


def test_every_token_is_a_variable_and_every_variable_is_a_token():
    text = stylesheet()
    given = set(re.findall(r"(--[a-z0-9-]+):", text))
    assert {f"--{name}" for name in (*tokens.COLOURS, *tokens.STATE_COLOURS, *tokens.SIZES)} <= given
    assert set(re.findall(r"var\((--[a-z0-9-]+)\)", text)) <= given
    assert "--ink: light-dark(#101828, #E9EEF3)" in text


def test_no_two_tokens_share_a_name():
    given = re.findall(r"(--[a-z0-9-]+):", stylesheet().split("\n", 1)[0])
    assert len(set(given)) == len(given)


def test_the_rules_name_no_colour_themselves():
    rules = stylesheet().split("\n", 1)[1]
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsl", rules) == []


def test_the_address_of_the_stylesheet_follows_its_text():
    assert re.fullmatch("[0-9a-f]{16}", stylesheet_digest())

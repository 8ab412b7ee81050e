"""A page for test_charts.py: every chart with invented figures."""

from __future__ import annotations

from datetime import date

import streamlit as st

from dashboards.charts.class_years import ClassYear, draw_class_years
from dashboards.charts.timeline import TimelineBar, draw_timeline
from dashboards.charts.waterfall import WaterfallBar, draw_waterfall
from tracer.wording.language import find_language

st.set_page_config(layout="wide")
language = find_language("ro")


def step(label, euros, kind, stage=None):
    amount = language.money(euros * 100, "EUR")
    return WaterfallBar(label, euros * 100, kind, amount, f"{label}: {amount}", stage)


st.plotly_chart(
    draw_waterfall(
        [
            step("Identificat", 1_076_500, "total", "identified"),
            step("Neindisponibilizat", 265_000, "loss"),
            step("Indisponibilizat", 811_500, "total", "frozen"),
            step("Ridicat de instanță", 144_000, "loss"),
            step("Reevaluare <b>", 22_000, "gain"),
            step("Confiscat definitiv", 689_500, "total", "confiscated"),
            step("Cheltuieli și nevândut", 167_000, "loss"),
            step("Valorificat", 522_500, "total", "realised"),
        ],
        language,
        currency="EUR",
    ),
    alt="waterfall",
)
bars = []
for number in range(8):
    months = [
        date(2021 + number // 4, 1 + number, 5),
        date(2022 + number // 4, 2 + number % 3, 9),
        date(2024, 3 + number, 1),
    ]
    name = f"B-{number:03d} · bun inventat <b>"
    bars.append(TimelineBar(name, "IDENTIFIED", "identificat", months[0], months[1], "5 luni"))
    bars.append(TimelineBar(name, "FROZEN", "indisponibilizat", months[1], months[2] if number % 2 else None, "lung"))
    if number % 2:
        bars.append(
            TimelineBar(
                name,
                ("CONF_NONFINAL", "RELEASED", "CONF_FINAL", "REALISED")[number // 2],
                "stare",
                months[2],
                None,
                "x",
            )
        )
st.plotly_chart(draw_timeline(bars, language, today=date(2026, 11, 23)), alt="timeline")
st.plotly_chart(
    draw_class_years(
        [
            ClassYear(year, name, (year - 2018) * 10_000_000 + place * 7_000_000, f"{name} {year}")
            for place, name in enumerate(("Apartamente", "Autoturisme", "Conturi", "Cripto", "Ceasuri"))
            for year in (2021, 2022, 2024, 2025, 2026)
        ],
        language,
        currency="EUR",
        running_year=2026,
    ),
    alt="class years",
)

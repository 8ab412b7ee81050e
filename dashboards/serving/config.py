"""Configures Streamlit: nothing leaves the machine, errors show no details, both themes have equal contrast."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dashboards import theme
from dashboards.design.tokens import COLOURS, SIZES, TEXT_SIZES

_SERVER: Final[Mapping[str, object]] = {
    "server.headless": True,
    "server.fileWatcherType": "none",
    "server.runOnSave": False,
    "server.enableStaticServing": False,
    "server.enableCORS": True,
    "server.enableXsrfProtection": True,
    "server.xsrfCookieSameSite": "strict",
    "server.enableAgentApi": False,
    "browser.gatherUsageStats": False,
    # Saving a table would leave no entry in the log: exports go through their action.
    "client.disableDataExport": True,
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.showSidebarNavigation": True,
}

_THEME: Final[Mapping[str, object]] = {
    "theme.font": "sans-serif",
    "theme.baseRadius": f"{SIZES['radius-small']}px",
    "theme.baseFontSize": TEXT_SIZES["text"].size,
    "theme.metricValueFontSize": f"{TEXT_SIZES['question'].size}px",  # five sums to the cent fit beside each other
    "theme.headingFontSizes": [f"{TEXT_SIZES[name].size}px" for name in ("question", "card", *["text"] * 4)],
    "theme.headingFontWeights": [TEXT_SIZES["question"].weight] * 6,
    "theme.chartCategoricalColors": list(theme.SERIES_COLOURS),
    "theme.light.primaryColor": COLOURS["accent"].light,
    "theme.light.backgroundColor": theme.LIGHT_BACKGROUND,
    "theme.light.secondaryBackgroundColor": theme.LIGHT_CARD,
    "theme.light.borderColor": COLOURS["line"].light,
    "theme.light.textColor": theme.LIGHT_INK,  # captions are painted at 60 %: a lighter ink fails WCAG AA
    "theme.dark.primaryColor": COLOURS["accent"].dark,
    "theme.dark.backgroundColor": theme.DARK_BACKGROUND,
    "theme.dark.secondaryBackgroundColor": theme.DARK_CARD,
    "theme.dark.borderColor": COLOURS["line"].dark,
    "theme.dark.textColor": theme.DARK_INK,
}


def streamlit_options(address: str, port: int, hosts: frozenset[str], largest_mb: int) -> dict[str, object]:
    """Which options does Streamlit run with? They are passed as flags, so that no file of the user changes them.

    ``largest_mb``: the largest file that a browser may send, in MiB.

    Without ``server.address`` a headless start would ask an outside service for the machine's address.
    """
    return {
        **_SERVER,
        **_THEME,
        "server.maxUploadSize": largest_mb,
        "server.address": address,
        "server.port": port,
        "server.allowedHosts": sorted(hosts),
        "browser.serverAddress": address,
        "browser.serverPort": port,
    }

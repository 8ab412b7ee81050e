"""The frame of the overview in the page: what stands where, and how it is dressed. The script fills it."""

from __future__ import annotations

from typing import Final

WHOLE_HTML: Final = """
<div class="whole">
  <div class="sheet" role="img"></div>
  <p class="said" role="status"></p>
  <div class="side"></div>
</div>
"""
WHOLE_CSS: Final = """
.whole { position: relative; display: flex; height: var(--tall); box-sizing: border-box; font: 14px/20px var(--st-font);
  color: var(--st-text-color); background: var(--st-background-color); border: 1px solid var(--st-border-color);
  border-radius: 8px; overflow: hidden; }
.sheet { position: relative; flex: 1; min-width: 0; cursor: grab; }
.sheet.over { cursor: pointer; }
.said { position: absolute; left: 12px; top: 8px; margin: 0; padding: 2px 8px; background: var(--st-background-color); }
.said:empty { display: none; }
.side { width: 300px; flex: none; padding: 12px; box-sizing: border-box; overflow: auto; font-size: 13px; line-height: 18px;
  border-left: 1px solid var(--st-border-color); }
.side p { margin: 0 0 8px; }
.side .count { font-size: 16px; line-height: 20px; font-weight: 650; }
.side h2 { margin: 12px 0 4px; padding: 0; font-size: 14px; line-height: 20px; font-weight: 650; }
.side ul, .side ol { margin: 0; padding: 0; list-style: none; }
.kinds li { display: flex; gap: 8px; align-items: center; }
.kinds i { width: 10px; height: 10px; flex: none; border-radius: 50%; }
.kinds b { margin-left: auto; font-weight: 400; font-variant-numeric: tabular-nums; }
.nodes button { display: block; width: 100%; padding: 4px 6px; font: inherit; color: inherit; text-align: left; cursor: pointer;
  background: none; border: 0; border-bottom: 1px solid var(--st-border-color); overflow-wrap: anywhere; }
.nodes button:hover { background: var(--st-secondary-background-color); }
.nodes button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: -2px; }
.nodes small { display: block; font-size: 12px; line-height: 16px; }
"""

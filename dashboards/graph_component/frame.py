"""The frame of the graph in the page: what stands where, and how it is dressed. The script fills it."""

from __future__ import annotations

from typing import Final

AROUND: Final = 40 + 28 + 2
"""Pixels of the frame above and below the picture: the row of tools, the row of the last acts, its border."""

HTML: Final = """
<div class="frame">
  <div class="bar" role="toolbar"></div>
  <div class="sight">
    <div class="canvas" tabindex="0" role="application"></div>
    <p class="note"></p>
    <div class="news" role="status" hidden><ul></ul><button type="button">×</button></div>
    <aside class="notes" hidden></aside>
    <div class="zooms"></div>
    <canvas class="map" aria-hidden="true"></canvas>
    <canvas class="lasso" hidden></canvas>
  </div>
  <section class="time" hidden>
    <div class="play"></div>
    <div class="months" tabindex="0" role="slider"><canvas aria-hidden="true"></canvas></div>
  </section>
  <div class="acts"><b></b><ol></ol><span class="count"></span><span class="kept" aria-live="polite"></span></div>
  <p class="help reader"></p>
  <p class="voice reader" aria-live="polite"></p>
</div>
"""

GRAPH_CSS: Final = """
.frame { position: relative; width: 100%; box-sizing: border-box; container-type: inline-size; font: 14px/20px var(--st-font);
  color: var(--st-text-color); background: var(--st-background-color); border: 1px solid var(--st-border-color);
  border-radius: 8px; }
.bar { display: flex; align-items: center; gap: 6px; height: 40px; padding: 0 8px; box-sizing: border-box; white-space: nowrap;
  border-bottom: 1px solid var(--st-border-color); }
.bar button, .zooms button { display: inline-flex; align-items: center; justify-content: center; gap: 5px; height: 28px;
  min-width: 28px; padding: 0 7px; box-sizing: border-box; font: inherit; color: inherit; cursor: pointer;
  background: var(--st-background-color); border: 1px solid var(--st-border-color); border-radius: 6px; }
.bar button:hover:enabled, .zooms button:hover { background: var(--st-secondary-background-color); }
.bar button:disabled { opacity: 0.45; cursor: default; }
.bar svg { width: 16px; height: 16px; flex: none; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round;
  stroke-linejoin: round; }
.bar .gap { width: 1px; height: 20px; background: var(--st-border-color); }
.bar .tool-history { min-width: 24px; padding: 0; margin-left: -4px; }
.bar .find { display: flex; align-items: center; gap: 4px; flex: 1 1 90px; min-width: 84px; max-width: 190px; height: 28px;
  padding: 0 6px; box-sizing: border-box; margin-left: auto; border: 1px solid #7b8794; border-radius: 6px; }
.bar .find:focus-within { outline: 2px solid var(--st-primary-color); outline-offset: 1px; }
.bar .find input { flex: 1; min-width: 0; padding: 0; font: inherit; color: inherit; background: none; border: 0; outline: 0; }
.bar .find output { font-size: 12px; font-variant-numeric: tabular-nums; }
.holder { position: relative; display: inline-flex; }
.menu { position: absolute; left: 0; top: 32px; z-index: 4; min-width: 190px; max-height: 330px; overflow: auto; padding: 4px;
  background: var(--st-background-color); border: 1px solid var(--st-border-color); border-radius: 8px; }
.menu[hidden], .lasso[hidden], .note:empty { display: none; }
.bar .menu button { display: flex; width: 100%; justify-content: flex-start; gap: 8px; border: 0; }
.menu i { width: 18px; height: 18px; border-radius: 50%; color: #ffffff; font: bold 11px/18px sans-serif; text-align: center; }
.menu kbd { margin-left: auto; font: inherit; opacity: 0.8; }
button:focus-visible, .canvas:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 1px; }
.canvas:focus-visible { outline-offset: -2px; }
@container (max-width: 760px) { .bar .word { display: none; } }
.sight { position: relative; height: var(--tall); overflow: hidden; }
.canvas { width: 100%; height: 100%; overflow: hidden; }
.canvas > div { position: relative; }
.note { position: absolute; left: 8px; top: 8px; margin: 0; padding: 2px 8px; border-radius: 4px; font-size: 13px;
  background: var(--st-secondary-background-color); pointer-events: none; }
.news { position: absolute; left: 8px; top: 36px; z-index: 3; display: flex; gap: 8px; max-width: 60%; padding: 6px 6px 6px 12px;
  box-sizing: border-box; font-size: 13px; line-height: 18px; background: var(--st-background-color);
  border: 1px solid var(--st-primary-color); border-radius: 8px; }
.news ul { margin: 0; padding: 0; list-style: none; }
.news[hidden], .notes[hidden] { display: none; }
.news button, .notes .away { align-self: flex-start; width: 24px; height: 24px; padding: 0; font: inherit; color: inherit;
  cursor: pointer; background: none; border: 0; }
.notes { position: absolute; right: 8px; top: 8px; z-index: 2; display: flex; flex-direction: column; gap: 8px; width: 280px;
  max-height: calc(100% - 16px); padding: 12px; box-sizing: border-box; overflow: auto; font-size: 13px; line-height: 18px;
  background: var(--st-background-color); border: 1px solid var(--st-border-color); border-radius: 8px; }
.notes h2 { padding: 0; margin: 0 28px 0 0; font-size: 14px; line-height: 20px; font-weight: 650; }
.notes .away { position: absolute; right: 8px; top: 8px; }
.notes ol { margin: 0; padding: 0; list-style: none; }
.notes li { margin-bottom: 8px; padding: 6px 8px; border: 1px solid currentColor; border-radius: 6px; overflow-wrap: anywhere; }
.notes li.assessment { border-style: dashed; font-style: italic; }
.notes li.revoked p { text-decoration: line-through; }
.notes li p { margin: 0; white-space: pre-wrap; }
.notes small, .views small { display: block; font-size: 12px; line-height: 16px; }
.notes textarea, .views input { width: 100%; padding: 4px 6px; box-sizing: border-box; font: inherit; color: inherit;
  background: var(--st-background-color); border: 1px solid #7b8794; border-radius: 6px; }
.notes .foot { display: flex; gap: 6px; flex-wrap: wrap; }
.notes .foot button, .notes .revoke { height: 28px; padding: 0 8px; font: inherit; color: inherit; cursor: pointer;
  background: var(--st-background-color); border: 1px solid var(--st-border-color); border-radius: 6px; }
.notes .foot button[aria-pressed="true"] { background: var(--st-secondary-background-color);
  border-color: var(--st-primary-color); }
.notes .revoke { height: 24px; margin-top: 4px; }
.bar .menu.views { width: 320px; left: auto; right: 0; padding: 8px; white-space: normal; }
.views .present, .views .row { display: flex; align-items: center; gap: 4px; margin-bottom: 4px; }
.views .name { flex: 1; }
.views .said { flex: 1; margin: 0; font-size: 13px; line-height: 18px; }
.bar .views button { width: auto; height: auto; min-height: 28px; border: 1px solid var(--st-border-color); }
.bar .views .open { display: block; flex: 1; min-width: 0; padding: 4px 8px; text-align: left; border: 0;
  overflow-wrap: anywhere; }
.bar .views .open[aria-current] { font-weight: 650; }
.zooms { position: absolute; left: 8px; bottom: 8px; display: flex; gap: 4px; }
.map { position: absolute; right: 8px; bottom: 8px; width: 132px; height: 90px; cursor: crosshair; touch-action: none;
  background: var(--st-secondary-background-color); border: 1px solid var(--st-border-color); border-radius: 6px; }
.map.left { right: auto; left: 80px; }
.map.away { visibility: hidden; }
.lasso { position: absolute; inset: 0; width: 100%; height: 100%; cursor: crosshair; touch-action: none; }
.acts { display: flex; align-items: center; gap: 10px; height: 28px; padding: 0 8px; box-sizing: border-box; overflow: hidden;
  font-size: 12px; line-height: 16px; white-space: nowrap; border-top: 1px solid var(--st-border-color); }
.acts b { font-weight: 650; }
.acts ol { display: flex; flex: 1; gap: 14px; min-width: 0; margin: 0; padding: 0; overflow: hidden; list-style: none; }
.acts li { overflow: hidden; text-overflow: ellipsis; }
.acts time, .acts .count, .acts .kept { font-variant-numeric: tabular-nums; opacity: 0.85; }
.time { border-top: 1px solid var(--st-border-color); }
.time[hidden] { display: none; }
.play { display: flex; align-items: center; gap: 6px; height: 32px; padding: 0 8px; box-sizing: border-box; font-size: 13px;
  line-height: 18px; white-space: nowrap; }
.play button, .play select { height: 26px; padding: 0 7px; box-sizing: border-box; font: inherit; color: inherit; cursor: pointer;
  background: var(--st-background-color); border: 1px solid #7b8794; border-radius: 6px; }
.play button:hover:enabled { background: var(--st-secondary-background-color); }
.play button:disabled { opacity: 0.45; cursor: default; }
.play .run { min-width: 84px; }
.play select:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 1px; }
.play .span { flex: 1; min-width: 0; overflow: hidden; text-align: right; text-overflow: ellipsis; font-weight: 650;
  font-variant-numeric: tabular-nums; }
.months { position: relative; height: 67px; overflow: hidden; cursor: ew-resize; touch-action: none; }
.months:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: -2px; }
.months canvas { display: block; width: 100%; height: 100%; }
.frame:fullscreen { border: 0; border-radius: 0; }
.frame:fullscreen .sight { height: calc(100vh - 68px); }
.frame:fullscreen:has(.time:not([hidden])) .sight { height: calc(100vh - 168px); }
.reader { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }
"""

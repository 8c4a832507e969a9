"""Figures: numbers with their sources; charts of them, files of them, and numbers typed in texts.

Charts are drawn at build time: a table whose rows hold bars or people, or an SVG and its table.

Why not a library? They must keep their text at reading size on a screen 320 px wide, take
their colours from the style sheet (light, dark, forced, print), need no inline style, which the
pages' policy refuses, and read well aloud. Tried in November 2026: pygal 3.1 gives 15 KB a chart
with a style element, a script and a random id; vl-convert 1.9 (Altair, Vega-Lite) is a package of
84 MB; both scale their text with the picture (viewBox) and set colours in the drawing. What is
needed instead is short: rectangles and circles in per cent of the width.
"""

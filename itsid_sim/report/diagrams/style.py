"""How the diagrams look, in colours of the page around them: light, dark, and without colours."""

DIAGRAM_CSS = """
.diagram { overflow-x: auto; max-width: 100%; margin-block: 1rem; }
.diagram:focus-visible,
.diagram a:focus-visible { outline: 2px solid var(--ink); outline-offset: 2px; }
.diagram svg { display: block; margin-inline: auto; font-family: sans-serif; font-size: 13px; }
.diagram text { fill: var(--ink); text-anchor: middle; stroke: none; }
.diagram text.small { font-size: 11px; }
.diagram .node > rect { fill: var(--paper); stroke: var(--ink); stroke-width: 1.2; }
.diagram .node.many > rect { stroke: var(--policy); stroke-dasharray: 2 3; }
.diagram a { color: var(--ink); text-decoration: none; }
.diagram a path { fill: none; stroke: currentColor; stroke-width: 1.5; }
.diagram a polygon { fill: currentColor; stroke: currentColor; }
.diagram a rect { fill: var(--paper); stroke: currentColor; }
.diagram a rect.back { stroke: none; }
.diagram a.walked { color: var(--proven); }
.diagram a.walked path { stroke-width: 2; }
.diagram a.partly { color: var(--proven); }
.diagram a.partly path, .diagram a.partly rect:not(.back) { stroke-dasharray: 10 3 2 3; }
.diagram a.unwalked { color: var(--broken); }
.diagram a.unwalked path, .diagram a.unwalked rect:not(.back) { stroke-dasharray: 4 4; }
.diagram a:hover text, .diagram a:focus-visible text { text-decoration: underline; }
.diagram-legend { padding-inline-start: 1.2em; font-size: 0.9em; }
.sample { vertical-align: middle; stroke: var(--proven); stroke-width: 2; fill: none; }
.sample.partly { stroke-dasharray: 10 3 2 3; }
.sample.unwalked { stroke: var(--broken); stroke-dasharray: 4 4; }
@media print { .diagram { overflow: visible; } .diagram svg { max-width: 100%; height: auto; } }
"""

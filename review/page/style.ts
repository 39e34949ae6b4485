/**
 * The page's only style sheet: two colour schemes, one column on a phone, and no font that has to be loaded. Texts have a
 * contrast of 4.5 or more against what they stand on, marks and borders that mean something of 3 or more.
 */
export const style = `
:root { color-scheme: light dark;
  --paper: #ffffff; --panel: #f6f7f9; --line: #dfe3e8; --edge: #8a929c; --ink: #171a1f; --dim: #59616c; --accent: #1a56b0; --tint: #e8f0fb;
  --good: #14713a; --warn: #8a5000; --bad: #b3211b; --good-tint: #e4f4ea; --warn-tint: #fcf0dc; --bad-tint: #fce9e7; --calm-tint: #eceff3;
  --c0: #2f6fbf; --c1: #d9822b; --c2: #3a9a6c; --c3: #8d5fb5; --c4: #c9504f; --c5: #3a9fb0; --c6: #b58a00; --c7: #8a6a58; --c8: #7d8794; }
@media (prefers-color-scheme: dark) { :root {
  --paper: #12151a; --panel: #1a1e25; --line: #2c323b; --edge: #7b8490; --ink: #e8eaee; --dim: #a0a8b3; --accent: #86b7fa; --tint: #1b2a40;
  --good: #6bd394; --warn: #ecb85c; --bad: #ff948a; --good-tint: #173124; --warn-tint: #382a12; --bad-tint: #42201f; --calm-tint: #242a32;
  --c0: #5f9ae6; --c1: #e79a4c; --c2: #55b98a; --c3: #aa85d3; --c4: #e07876; --c5: #5dbdcc; --c6: #d3ab35; --c7: #b0917f; --c8: #929ca9; } }
* { box-sizing: border-box; }
html { scroll-padding-top: 5rem; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; }
code, pre, .mono { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; font-size: .88em; overflow-wrap: anywhere; }
a { color: var(--accent); text-underline-offset: .15em; }
h1, h2, h3, p, dl, dd, ul, ol, figure { margin: 0; padding: 0; } ul, ol { list-style: none; }
h1 { font-size: 1.85rem; line-height: 1.2; font-weight: 680; letter-spacing: -.015em; overflow-wrap: anywhere; }
h2 { font-size: 1.3rem; line-height: 1.3; font-weight: 660; letter-spacing: -.008em; }
h3 { font-size: .95rem; font-weight: 640; margin: 1.5rem 0 .5rem; }
.dim { color: var(--dim); } .good { color: var(--good); } .warn { color: var(--warn); } .bad { color: var(--bad); } .small { font-size: .87rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -99rem; } .skip:focus { left: 1rem; top: .5rem; background: var(--paper); padding: .5rem .8rem; z-index: 3; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: .2rem; }
[hidden] { display: none !important; }

.frame { max-width: 66rem; margin: 0 auto; padding: 0 1.5rem; }
.top { padding-top: 2.5rem; padding-bottom: 1.5rem; } .top p { margin-top: .4rem; color: var(--dim); }
.bar { position: sticky; top: 0; z-index: 2; background: var(--paper); border-bottom: 1px solid var(--line); }
.bar .frame { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1.5rem; padding-top: .6rem; padding-bottom: .6rem; }
.bar nav { display: flex; gap: 1.15rem; overflow-x: auto; flex: 1 1 20rem; font-size: .9rem; scrollbar-width: none; padding: 3px; }
.bar nav a { color: var(--dim); text-decoration: none; white-space: nowrap; } .bar nav a:hover { color: var(--ink); text-decoration: underline; }
.search { display: flex; align-items: center; gap: .6rem; flex: 0 1 16.5rem; min-width: 0; }
input[type=search] { font: inherit; font-size: .9rem; width: 100%; min-width: 0; color: inherit; background: var(--panel); border: 1px solid var(--edge); border-radius: .4rem; padding: .3rem .6rem; }
input::placeholder { color: var(--dim); opacity: 1; } .search span { font-size: .85rem; white-space: nowrap; color: var(--dim); }
button { font: inherit; font-size: .85rem; color: var(--accent); background: none; border: 0; padding: .2rem 0; cursor: pointer; text-decoration: underline; text-underline-offset: .15em; }
section { padding: 2.5rem 0 .5rem; } section > h2 { margin-bottom: .35rem; } .lead { color: var(--dim); margin-bottom: 1.2rem; max-width: 46rem; }
.foot { margin-top: 3rem; padding: 1.2rem 0 3rem; border-top: 1px solid var(--line); color: var(--dim); font-size: .87rem; }

.figures { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 1.6rem 2rem; padding: 1.8rem 0; border-bottom: 1px solid var(--line); }
.figures dt { color: var(--dim); font-size: .87rem; } .figures dd { font-size: 1.7rem; line-height: 1.3; font-weight: 620; letter-spacing: -.01em; font-variant-numeric: tabular-nums; }
.figures dd + dd { font-size: .87rem; font-weight: 400; letter-spacing: 0; color: var(--dim); line-height: 1.5; }
.mark { display: inline-block; font-size: .8rem; line-height: 1.5; font-weight: 600; padding: 0 .5rem; border-radius: 1rem; white-space: nowrap; background: var(--calm-tint); color: var(--dim); letter-spacing: 0; vertical-align: .06em; }
.mark.good { background: var(--good-tint); color: var(--good); } .mark.warn { background: var(--warn-tint); color: var(--warn); } .mark.bad { background: var(--bad-tint); color: var(--bad); }

.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .92rem; }
th, td { text-align: left; vertical-align: top; padding: .42rem 1.1rem .42rem 0; border-bottom: 1px solid var(--line); }
thead th { color: var(--dim); font-weight: 500; font-size: .85rem; white-space: nowrap; } tbody th { font-weight: 500; }
tr > :last-child { padding-right: 0; } td code, th code { display: inline-block; max-width: 22rem; overflow-wrap: break-word; } .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
tbody tr.total > * { font-weight: 640; border-bottom: 0; }
details > summary { cursor: pointer; padding: .42rem 0 .42rem 1.15rem; list-style: none; position: relative; }
details > summary::-webkit-details-marker { display: none; }
details > summary::before { content: ""; position: absolute; left: .12rem; top: .98em; width: .4em; height: .4em; border-right: 1.5px solid var(--dim); border-bottom: 1.5px solid var(--dim); transform: rotate(-45deg); }
details[open] > summary::before { transform: rotate(45deg); } summary:hover { background: var(--panel); }
.group { border-bottom: 1px solid var(--line); } .group > summary { font-weight: 560; } .group > .body { padding: .1rem 0 1rem 1.15rem; }
.entry { border-top: 1px solid var(--line); } .entry:first-child { border-top: 0; } .entry > summary { font-weight: 400; } .entry > .body { padding: .1rem 0 .8rem 1.15rem; }
.alert { display: grid; grid-template-columns: 6.6rem minmax(0, 1fr); gap: 0 1rem; padding: .6rem 0; border-top: 1px solid var(--line); } .alert code { font-weight: 600; } .alert p { font-size: .95rem; }
.entry > summary .mark { min-width: 5.9rem; text-align: center; margin-right: .5rem; } .alert .mark { justify-self: start; align-self: start; margin-top: .1rem; } .body dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .2rem 1rem; } .body dt { color: var(--dim); } .body > * + * { margin-top: .5rem; }
pre { background: var(--panel); border-radius: .4rem; padding: .7rem .9rem; overflow-x: auto; margin: .5rem 0; overflow-wrap: normal; }
.values li { padding: .12rem 0; } del { color: var(--bad); text-decoration-thickness: 1px; } ins { color: var(--good); text-decoration: none; }
.titled { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: baseline; margin: 1.8rem 0 .3rem; } .titled h3 { margin: 0; } .tools { display: flex; gap: 1.2rem; } .summary { margin: .9rem 0 0; font-size: .95rem; } .summary li { padding: .1rem 0; }

.strip { display: flex; height: .7rem; gap: 2px; margin: .9rem 0 .5rem; } .strip span { border-radius: 2px; min-width: .35rem; background: var(--edge); }
.key { display: flex; flex-wrap: wrap; gap: .2rem 1.3rem; font-size: .87rem; color: var(--dim); } .key li::before { content: ""; display: inline-block; width: .65rem; height: .65rem; margin-right: .4rem; border-radius: 2px; background: var(--fill); }
.danger6, .danger5 { --fill: var(--bad); } .danger4 { --fill: var(--c1); } .danger3 { --fill: var(--c6); } .danger2 { --fill: var(--c5); } .danger1 { --fill: var(--c0); } .danger0 { --fill: var(--c8); }
.strip .danger6, .strip .danger5, .strip .danger4, .strip .danger3, .strip .danger2, .strip .danger1, .strip .danger0 { background: var(--fill); }
.f0 { --fill: var(--c0); } .f1 { --fill: var(--c1); } .f2 { --fill: var(--c2); } .f3 { --fill: var(--c3); } .f4 { --fill: var(--c4); } .f5 { --fill: var(--c5); } .f6 { --fill: var(--c6); } .f7 { --fill: var(--c7); } .f8 { --fill: var(--c8); }

.topology { display: block; width: 100%; height: auto; margin: .6rem 0 1rem; } .topology.narrow { display: none; } .topology text { fill: var(--ink); font-size: 13px; }
.topology .faint { fill: var(--dim); font-size: 12px; } .topology .strong { font-weight: 640; font-size: 14px; } .topology .end { text-anchor: end; }
.topology .card { fill: var(--panel); stroke: var(--line); } .topology .pool { fill: var(--paper); stroke: var(--line); } .topology .door { fill: var(--tint); stroke: none; }
.topology .name { fill: var(--tint); stroke: var(--accent); } .topology .wire { fill: none; stroke: var(--accent); stroke-width: 1.5; } .topology .waits { stroke-dasharray: 4 4; }
.topology .service { fill: var(--c0); } .topology .job { fill: none; stroke: var(--c2); stroke-width: 2; } .topology .behind { fill: var(--paper); }

.timeline { position: relative; } .row { display: grid; grid-template-columns: 10.5rem minmax(0, 1fr) 8rem; gap: 0 1rem; align-items: center; padding: .5rem 0 0; }
.row strong { font-weight: 600; } .row .sum { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; } .row .place { display: block; color: var(--dim); font-size: .85rem; line-height: 1.3; overflow-wrap: anywhere; }
.track { position: relative; height: 1.5rem; background: var(--panel); border-radius: 2px; } .track span { position: absolute; top: 0; bottom: 0; background: var(--fill); box-shadow: inset -1px 0 var(--paper); }
.track .limit { background: none; box-shadow: none; border-left: 2px solid var(--ink); top: -.3rem; bottom: -.3rem; } .track .never { background: repeating-linear-gradient(135deg, var(--bad-tint) 0 .5rem, var(--panel) .5rem 1rem); left: 0; right: 0; box-shadow: none; padding: 0 .5rem; color: var(--bad); }
.track .likely { background: none; box-shadow: none; border-left: 2px dotted var(--ink); }
.track .reach { background: var(--c0); opacity: .35; } .track .point { background: var(--c0); box-shadow: none; width: 4px; margin-left: -2px; }
.steps { border-bottom: 1px solid var(--line); } .steps summary { font-size: .87rem; color: var(--dim); } .steps .body { padding: 0 0 1rem 1.15rem; }
.memory { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.6rem; } .memory .head { display: flex; flex-wrap: wrap; gap: .2rem .7rem; align-items: baseline; margin-bottom: .4rem; } .memory .track { height: 1.7rem; margin-bottom: .5rem; } .memory p { margin-top: .35rem; }
.noted li { color: var(--dim); font-size: .87rem; padding-left: 1rem; text-indent: -1rem; } .noted li::before { content: "–"; display: inline-block; width: 1rem; text-indent: 0; } .noted { margin-top: .8rem; }
.key .free::before { content: none; }
.searching .still { display: none; }
@media (max-width: 56rem) { .topology.wide { display: none; } .topology.narrow { display: block; max-width: 26rem; } }
@media (max-width: 40rem) { html { scroll-padding-top: 7.5rem; } .alert { grid-template-columns: minmax(0, 1fr); } body { font-size: 16px; } .frame { padding: 0 1rem; } .top { padding-top: 1.6rem; padding-bottom: 1rem; } h1 { font-size: 1.5rem; } section { padding-top: 2rem; }
  .bar .frame { gap: .4rem; } .bar nav { flex-basis: 100%; order: 2; } .search { flex: 1 1 100%; } .figures { grid-template-columns: 1fr 1fr; gap: 1.1rem 1.2rem; } .figures dd { font-size: 1.25rem; }
  .row { grid-template-columns: minmax(0, 1fr) auto; } .row .track { grid-row: 2; grid-column: 1 / -1; margin-top: .3rem; } .row .place { display: inline; } .group > .body, .entry > .body, .steps .body { padding-left: .3rem; } .body dl { grid-template-columns: minmax(0, 1fr); gap: 0; } .body dd { margin-bottom: .4rem; } }
@media print { .bar, .tools { display: none; } }
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
`;

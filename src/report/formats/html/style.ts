import { html } from './markup.js';

/**
 * The style sheet of pages, light or dark as the reader's system is. A page
 * stays readable where a service serves it without styles, as Jenkins does.
 *
 * A foreign word may be of any length and breaks anywhere, so a cell has a least width; our own words, in `own` and
 * `line`, do not break.
 */
export const style = html`
:root { color-scheme: light dark; --text: #1c1f23; --faint: #59616b; --page: #fff; --box: #f5f6f8; --line: #d5d9de;
  --good: #17692f; --bad: #b3131f; --warn: #855000; --link: #0b57c2; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e4e7ea; --faint: #a0a8b2; --page: #14171a; --box: #1e2226; --line: #3a4149;
    --good: #6fce89; --bad: #ff8a85; --warn: #efb45c; --link: #85b8ff; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem; max-width: 76rem; background: var(--page); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; margin: 0 0 .5rem; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
a { color: var(--link); }
code, pre, .mono { font: .875rem/1.5 ui-monospace, monospace; }
pre { margin: 0; white-space: pre-wrap; }
ul { margin: 0; padding-left: 1.2rem; }
table { border-collapse: separate; border-spacing: 0; }
th, td { padding: .2rem .7rem; border: solid var(--line); border-width: 0 1px 1px 0; text-align: left; vertical-align: top; }
tr:first-child > * { border-top-width: 1px; }
tr > :first-child { border-left-width: 1px; }
th { background: var(--box); overflow-wrap: normal; }
td { min-width: 7.5rem; }
tr > :first-child { min-width: 12rem; }
td.own, td.line { min-width: 0; overflow-wrap: normal; }
.line { white-space: nowrap; }
.wide { overflow-x: auto; }
.wide + .wide { margin-top: 1rem; }
dl { display: grid; grid-template-columns: minmax(5rem, max-content) minmax(0, 1fr); gap: .3rem 1rem; margin: .5rem 0; }
dt { color: var(--faint); }
dd { margin: 0; }
dd p { margin: .3rem 0 0; }
details { border: 1px solid var(--line); border-radius: .3rem; margin: .5rem 0; padding: .4rem .8rem; }
summary { cursor: pointer; font-weight: 600; }
summary .faint, th .faint { font-weight: 400; }
.verdict { font-size: 1.2rem; font-weight: 700; margin: 0; }
.conforms { color: var(--good); }
.violates { color: var(--bad); }
.known, .inconclusive, .not-run { color: var(--warn); }
.not-applicable, .faint { color: var(--faint); }
footer { margin-top: 3rem; color: var(--faint); }
@media (min-width: 50rem) {
  .wide :is(th, td):first-child { position: sticky; left: 0; }
  .wide td:first-child { background: var(--page); }
}
@media (max-width: 40rem) {
  body { padding: 1rem; }
  dl { grid-template-columns: minmax(0, 1fr); gap: 0; }
  dt { margin-top: .4rem; }
  tr > :first-child { min-width: 7.5rem; }
}
@media print { details { break-inside: avoid; } }
`;

/** Plain rules that phones of ten years ago know; nothing is loaded from elsewhere. */
export const pageStyle = `
* { box-sizing: border-box; }
html { font-size: 106.25%; }
body { margin: 0; font-family: "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; line-height: 1.55; color: #1b2a33; background: #fff; }
a { color: #005a8f; }
a:focus, button:focus, select:focus, input:focus { outline: 3px solid #d97706; outline-offset: 2px; }
header, main, footer { max-width: 46rem; margin: 0 auto; padding: 0 1rem; }
header { padding-top: .75rem; border-bottom: 2px solid #005a8f; }
.ward { margin: 0; font-size: 1.15rem; font-weight: bold; }
.ward a { color: #1b2a33; text-decoration: none; }
.tools { margin: .25rem 0 .5rem; }
.tools a { display: inline-block; padding: .4rem 0; margin-right: 1rem; }
nav ul { list-style: none; margin: 0; padding: 0; }
nav li { display: inline-block; margin-right: 1.1rem; }
nav li a { display: inline-block; padding: .55rem 0; }
nav a[aria-current] { font-weight: bold; color: #1b2a33; border-bottom: 4px solid #005a8f; text-decoration: none; }
.skip { position: absolute; left: -999em; background: #fff; padding: .5rem; }
.skip:focus { left: 0; top: 0; }
main:focus { outline: none; }
h1 { font-size: 1.45rem; line-height: 1.25; margin: 1.25rem 0 .75rem; }
h2 { font-size: 1.1rem; line-height: 1.35; margin: 0 0 .25rem; }
p { margin: 0 0 .75rem; }
.words { white-space: pre-line; overflow-wrap: anywhere; word-wrap: break-word; }
.entries { list-style: none; margin: 1rem 0; padding: 0; }
.entries li { padding: .9rem 0; border-top: 1px solid #c9d3d9; }
.entries h2 { font-weight: 600; overflow-wrap: anywhere; word-wrap: break-word; }
.entries .facts { margin: 0; }
.facts, .hint { color: #4a5b66; font-size: .92rem; }
.answer { background: #eef5f9; border-left: 4px solid #005a8f; padding: .75rem 1rem .25rem; margin: 1rem 0; }
.empty { padding: 1rem; background: #f3f5f6; }
.fault { padding: .75rem 1rem; border-left: 4px solid #a61b1b; background: #fdf0f0; color: #7d1414; }
.field { margin: 0 0 .5rem; }
label { display: block; font-weight: 600; margin-bottom: .2rem; }
input, select, button { font: inherit; min-height: 2.75rem; max-width: 100%; }
input, select { padding: .4rem .5rem; border: 1px solid #5f7480; border-radius: 4px; background: #fff; color: inherit; width: 100%; }
button { padding: .4rem 1.4rem; border: 0; border-radius: 4px; background: #005a8f; color: #fff; font-weight: bold; }
form { margin: 0 0 1.25rem; }
.filters .field { margin-bottom: .6rem; }
.card { border: 1px solid #c9d3d9; border-radius: 6px; padding: 1rem; margin-bottom: 1.25rem; }
dl { margin: 0; }
dl div { padding: .35rem 0; border-top: 1px solid #e3e9ec; }
dt { color: #4a5b66; font-size: .92rem; }
dd { margin: 0; font-weight: 600; }
.pages a { display: inline-block; padding: .6rem 0; margin-right: 1.5rem; }
table { border-collapse: collapse; width: 100%; margin: 0 0 1.5rem; }
caption { text-align: left; font-weight: bold; font-size: 1.1rem; padding: .5rem 0; }
th, td { text-align: left; vertical-align: top; padding: .45rem .5rem .45rem 0; border-top: 1px solid #c9d3d9; }
footer { border-top: 1px solid #c9d3d9; margin-top: 2rem; padding-top: .75rem; color: #4a5b66; font-size: .92rem; }
@media (max-width: 34rem) {
  thead { position: absolute; left: -999em; }
  tr, tbody th, td { display: block; }
  tr { border-top: 1px solid #c9d3d9; padding: .5rem 0; }
  th, td { border: 0; padding: .1rem 0; }
  td[data-label]::before { content: attr(data-label) ": "; color: #4a5b66; }
}
@media (min-width: 34.01rem) {
  .filters .field { display: inline-block; width: 45%; padding-right: 1rem; vertical-align: bottom; }
  input { max-width: 22rem; }
  dl div { overflow: hidden; }
  dt { float: left; width: 12rem; }
}
`;

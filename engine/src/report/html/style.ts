import { Markup } from './markup.ts';

/** The page's whole look: light, dark, and A4. No fonts, pictures or scripts from anywhere. */
export const style = new Markup(`
:root {
  color-scheme: light dark;
  --page: #f6f5f1; --card: #ffffff; --ink: #1d2430; --soft: #5d6675; --faint: #a5acb8; --rule: #e4e2da; --accent: #1c5d99;
  --created: #1d8a63; --updated: #3274c9; --unchanged: #93acc4; --merged: #8263c4; --skipped: #bdb7a8; --held: #dd9a12; --failed: #c9383c;
  --good: #14694a; --good-back: #e2f3eb; --care: #7c5200; --care-back: #fdf0d3; --bad: #96222a; --bad-back: #fbe4e3;
}
@media (prefers-color-scheme: dark) { :root {
  --page: #12151b; --card: #1a1f28; --ink: #e8eaee; --soft: #a3abb8; --faint: #626b79; --rule: #2b323e; --accent: #7db4ea;
  --created: #37b585; --updated: #5b97e6; --unchanged: #6d869f; --merged: #a98bea; --skipped: #6f6b62; --held: #e6ab36; --failed: #ea6467;
  --good: #7fdcb4; --good-back: #14352a; --care: #f3cd82; --care-back: #3b2d10; --bad: #f6a3a3; --bad-back: #431d20;
} }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
main { max-width: 1120px; margin: 0 auto; padding: 48px 32px 64px; }
header { margin-bottom: 28px; }
.eyebrow { margin: 0; color: var(--accent); font-size: 12px; font-weight: 650; letter-spacing: .09em; text-transform: uppercase; }
h1 { margin: 4px 0 2px; font-size: 38px; line-height: 1.15; letter-spacing: -.02em; overflow-wrap: anywhere; }
h2 { margin: 0 0 6px; font-size: 19px; letter-spacing: -.01em; break-after: avoid; }
h3 { margin: 0 0 4px; font-size: 14px; }
.route { display: flex; flex-wrap: wrap; align-items: center; gap: 10px; margin: 0; color: var(--soft); font-size: 17px; text-transform: capitalize; }
.arrow { color: var(--faint); }
.badge { margin-left: 6px; padding: 3px 11px; border-radius: 99px; font-size: 13px; font-weight: 650; text-transform: none; }
.verdict { max-width: 46em; margin: 16px 0 0; font-size: 17px; }
.good { color: var(--good); } .care { color: var(--care); } .bad { color: var(--bad); }
.badge.good { background: var(--good-back); } .badge.care { background: var(--care-back); } .badge.bad { background: var(--bad-back); }
section { margin-top: 20px; padding: 24px 26px; background: var(--card); border: 1px solid var(--rule); border-radius: 12px; }
.lead { max-width: 66em; margin: 0 0 16px; color: var(--soft); }
.tiles { display: grid; grid-template-columns: repeat(6, 1fr); gap: 0; padding: 0; overflow: hidden; }
.tile { display: flex; flex-direction: column; padding: 18px 20px; border-left: 1px solid var(--rule); }
.tile:first-child { border-left: 0; }
.tile span { color: var(--soft); font-size: 13px; }
.tile strong { font-size: 27px; font-weight: 650; line-height: 1.25; letter-spacing: -.02em; font-variant-numeric: tabular-nums; white-space: nowrap; }
.tile small { color: var(--soft); font-size: 12.5px; }
.facts { display: grid; grid-template-columns: repeat(2, 1fr); gap: 0 36px; margin: 8px 0 0; }
.facts div { display: flex; gap: 14px; padding: 7px 0; border-top: 1px solid var(--rule); }
.facts div:nth-child(-n+2) { border-top: 0; }
.facts dt { flex: 0 0 92px; color: var(--soft); }
.facts dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
code { font: .86em/1.4 ui-monospace, "SF Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.hash { color: var(--soft); font-size: .76em; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 0 0 14px; padding: 0; list-style: none; font-size: 12.5px; }
.legend span:last-child { color: var(--soft); }
.swatch { display: inline-block; width: 10px; height: 10px; margin-right: 6px; border-radius: 3px; }
.lane { display: grid; grid-template-columns: 194px 1fr 262px; align-items: center; gap: 16px; padding: 6px 0; border-top: 1px solid var(--rule); break-inside: avoid; }
.lane b { font-size: 14px; font-weight: 600; overflow-wrap: anywhere; }
.lane span { color: var(--soft); font-variant-numeric: tabular-nums; white-space: nowrap; }
.from, .to { display: flex; justify-content: space-between; gap: 10px; }
.bar { display: block; width: 100%; height: 20px; border-radius: 5px; }
.bar.thin { height: 9px; border-radius: 4px; }
.track { fill: var(--rule); } .share { fill: var(--accent); }
rect.created { fill: var(--created); } rect.updated { fill: var(--updated); } rect.unchanged { fill: var(--unchanged); } rect.merged { fill: var(--merged); }
rect.skipped { fill: var(--skipped); } rect.held { fill: var(--held); } rect.failed { fill: var(--failed); }
.swatch.created { background: var(--created); } .swatch.updated { background: var(--updated); } .swatch.unchanged { background: var(--unchanged); } .swatch.merged { background: var(--merged); }
.swatch.skipped { background: var(--skipped); } .swatch.held { background: var(--held); } .swatch.failed { background: var(--failed); }
.wide { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: 13.5px; }
th { padding: 6px 8px; color: var(--soft); font-size: 12px; font-weight: 600; text-align: left; vertical-align: bottom; white-space: nowrap; }
td { padding: 7px 8px; border-top: 1px solid var(--rule); vertical-align: top; overflow-wrap: anywhere; }
tr, .party, .notice li { break-inside: avoid; }
.numbers th, .numbers td { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.numbers th:first-child, .numbers td:first-child, .balance th:nth-child(2), .balance td:nth-child(2) { text-align: left; }
.balance { font-size: 13px; } .balance th { font-size: 11.5px; } .balance th, .balance td { padding-left: 5px; padding-right: 5px; }
.balance .swatch { width: 8px; height: 8px; margin-right: 4px; }
.numbers td:first-child, .balance td.name { white-space: normal; min-width: 9em; }
.balance td:first-child { min-width: 0; white-space: nowrap; overflow-wrap: normal; }
.reasons td { min-width: 5em; } .lane b, .gates li { min-width: 0; }
td.right, th.right { width: 1%; text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
tfoot th, tfoot td { border-top: 2px solid var(--ink); color: var(--ink); font-size: 13px; font-weight: 650; }
.none { color: var(--faint); }
.yes { color: var(--good); } .no { color: var(--bad); font-weight: 650; }
.timing .grow { width: 36%; vertical-align: middle; }
.pill { display: inline-block; white-space: nowrap; padding: 1px 9px; border-radius: 99px; font-size: 12px; font-weight: 650; }
.reasons td:first-child { width: 1%; }
.pill.failed { color: var(--bad); background: var(--bad-back); } .pill.held { color: var(--care); background: var(--care-back); }
.pill.merged, .pill.skipped { color: var(--soft); background: var(--page); border: 1px solid var(--rule); }
.samples code { display: block; color: var(--soft); }
.reasons td:nth-child(3) { width: 32%; }
.fate { color: var(--soft); } .fate.mapped { color: var(--good); } .fate.undecided { color: var(--bad); font-weight: 650; }
.gates { display: flex; flex-wrap: wrap; gap: 2px 22px; margin: 0; padding-left: 20px; }
.notice.bad { background: var(--bad-back); }
td, dd, li, h1, .lane b, .line b { unicode-bidi: plaintext; }
.notice { margin-top: 10px; padding: 14px 18px; border-radius: 9px; color: var(--ink); } .notice.care { background: var(--care-back); }
.notice h3 { text-transform: capitalize; } .notice ul { margin: 4px 0; padding-left: 20px; } .notice p { margin: 6px 0 0; }
.warnings { margin: 4px 0 0; padding-left: 20px; }
.signatures { break-inside: avoid; }
.parties { display: grid; grid-template-columns: 1fr 1fr; gap: 48px; }
.line { height: 46px; display: flex; align-items: flex-end; gap: 12px; border-bottom: 1px solid var(--soft); color: var(--soft); font-size: 12px; }
.line b { color: var(--ink); font-size: 15px; }
footer { margin-top: 24px; color: var(--soft); font-size: 12.5px; text-align: center; }
@media screen and (max-width: 820px) {
  main { padding: 24px 14px; } section { padding: 18px 16px; } .tiles { grid-template-columns: repeat(3, 1fr); padding: 0; } .facts, .parties { grid-template-columns: 1fr; }
  .lane { grid-template-columns: 1fr 1fr; gap: 4px 14px; } .lane .bar { grid-column: 1 / -1; grid-row: 2; }
}
@media screen and (max-width: 480px) { .tiles { grid-template-columns: repeat(2, 1fr); } .tile { padding: 14px 12px; } .tile strong { font-size: 22px; white-space: normal; } h1 { font-size: 28px; } }
@page { size: A4; margin: 14mm 12mm; }
@media print {
  :root { color-scheme: light; --page: #fff; --card: #fff; --ink: #111; --soft: #4d5561; --faint: #9aa1ac; --rule: #d9d7d0; --accent: #1c5d99;
    --created: #1d8a63; --updated: #3274c9; --unchanged: #93acc4; --merged: #8263c4; --skipped: #bdb7a8; --held: #dd9a12; --failed: #c9383c;
    --good: #14694a; --good-back: #e2f3eb; --care: #7c5200; --care-back: #fdf0d3; --bad: #96222a; --bad-back: #fbe4e3; }
  body { font-size: 9.5pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  main { max-width: none; padding: 0; }
  section { margin-top: 14pt; padding: 0; border: 0; border-radius: 0; }
  .tiles { border: 1px solid var(--rule); border-radius: 6pt; } .tile { padding: 8pt 9pt; } .tile strong { font-size: 15pt; } .tile small, .tile span { font-size: 8pt; }
  h1 { font-size: 25pt; } h2 { font-size: 13pt; } .verdict { font-size: 11pt; } .legend { font-size: 7.5pt; }
  table { font-size: 8pt; } tfoot th, tfoot td { font-size: inherit; } .lead { break-after: avoid; } th, .balance th { font-size: 7pt; } .balance { font-size: 6.8pt; } .balance th { font-size: 6.3pt; } .balance th:nth-child(n) { padding-left: 1pt; padding-right: 1pt; } td, th { padding: 3pt 4pt; } .balance td, .balance th { padding: 3pt 1.6pt; }
  .balance .swatch { display: none; }
  thead { display: table-header-group; } tfoot { display: table-row-group; }
  .wide { overflow: visible; } .numbers td:first-child { min-width: 6em; } .balance td.name { min-width: 4.5em; } .balance td:first-child, .reasons td { min-width: 0; }
  .numbers th { white-space: normal; overflow-wrap: normal; } .timing .grow { width: 18%; } .lane { grid-template-columns: 112pt 1fr 166pt; gap: 8pt; padding: 3pt 0; font-size: 8.5pt; } .bar { height: 11pt; }
}
`);

import { verdictColours } from '../colours.ts'

function verdictRules(theme: 'light' | 'dark'): string {
  return Object.entries(verdictColours)
    .map(
      ([kind, colours]) =>
        `.${kind}{background:${colours[theme]};color:${theme === 'light' ? colours.lightText : colours.darkText}}`,
    )
    .join('\n')
}

/** The style of the page: light and dark themes, one column on a phone, focus always visible. */
export const pageStyle = `
:root{color-scheme:light dark;--page:#fff;--text:#1f2328;--faint:#59636e;--line:#d1d9e0;--raised:#f6f8fa;--accent:#0969da;--bad:#b3001b}
${verdictRules('light')}
@media (prefers-color-scheme:dark){:root{--page:#0d1117;--text:#f0f6fc;--faint:#9198a1;--line:#3d444d;--raised:#151b23;--accent:#4493f8;--bad:#ff7b72}
${verdictRules('dark')}
}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);font:15px/1.5 ui-sans-serif,system-ui,"Segoe UI",Helvetica,Arial,sans-serif}
header,main{max-width:110rem;margin:0 auto;padding:0 1.25rem}
h1{font-size:1.4rem;line-height:1.3;margin:1.25rem 0 .25rem}
h2{font-size:1.15rem;margin:2rem 0 .5rem}
p{margin:.4rem 0;max-width:75ch}
a{color:var(--accent)}
code,.hex{font:13px/1.45 ui-monospace,"Cascadia Mono",Menlo,Consolas,monospace;overflow-wrap:anywhere}
.faint{color:var(--faint)}
.skip{position:absolute;left:-999rem}
.skip:focus{left:1rem;top:.5rem;background:var(--page);padding:.5rem;z-index:9}
:focus-visible{outline:3px solid var(--accent);outline-offset:1px}
form{display:flex;flex-wrap:wrap;gap:.75rem 1.25rem;align-items:end;margin:1rem 0;padding:.75rem 1rem;background:var(--raised);border:1px solid var(--line);border-radius:.5rem}
form>label,form>fieldset{display:grid;gap:.2rem;font-size:.85rem;color:var(--faint);min-width:0}
fieldset{border:0;margin:0;padding:0}
legend{padding:0}
fieldset div{display:flex;flex-wrap:wrap;gap:.1rem .9rem}
fieldset label{display:flex;gap:.35rem;align-items:center;color:var(--text);min-height:1.75rem}
select,input[type=search]{font:inherit;color:var(--text);background:var(--page);border:1px solid var(--line);border-radius:.35rem;padding:.35rem .5rem;min-width:12rem;max-width:100%;min-height:2.25rem}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:.75rem;list-style:none;padding:0;margin:1rem 0}
.tile{display:block;height:100%;padding:.6rem .9rem;border:1px solid var(--line);border-left:6px solid var(--line);border-radius:.5rem;background:var(--raised);color:var(--text);text-decoration:none}
.tile:hover{border-color:var(--accent)}
.tile strong,.tile b,.tile span{display:block;overflow-wrap:anywhere}
.tile b{font-size:1.9rem;line-height:1.1}
.tile span{font-size:.85rem;color:var(--faint)}
.tile.fails{border-left-color:var(--bad)}
.tile.fails b,td .bad{color:var(--bad);font-weight:600}
.scroll{overflow-x:auto;border:1px solid var(--line);border-radius:.5rem}
table{border-collapse:separate;border-spacing:0;width:100%}
caption{text-align:left;padding:.5rem .75rem;color:var(--faint)}
caption span,.class span{position:sticky;left:.75rem;display:inline-block;max-width:calc(100vw - 4rem)}
th,td{border-top:1px solid var(--line);padding:.2rem .4rem;text-align:left;vertical-align:top;white-space:nowrap}
th{font-weight:600}
thead th{background:var(--page);border-bottom:1px solid var(--line)}
thead th:first-child{position:sticky;left:0;z-index:3}
.heads{position:sticky;top:0;height:0;z-index:4}
.heads div{overflow:hidden;border:solid var(--line);border-width:0 1px;background:var(--page)}
tbody th{position:sticky;left:0;background:var(--page);font-weight:500;z-index:1;white-space:normal;min-width:14rem;max-width:22rem;overflow-wrap:anywhere}
tbody th small{display:block;font-weight:400;color:var(--faint)}
.class th{background:var(--raised);color:var(--faint);font-size:.85rem;max-width:none;white-space:normal}
.class th small{display:inline;margin-left:.6rem}
tr.chosen th{box-shadow:inset 4px 0 var(--accent)}
td button{font:inherit;font-size:.85rem;line-height:1.3;display:block;width:100%;min-width:7.5rem;min-height:2rem;text-align:left;border:1px solid transparent;border-radius:.3rem;padding:.2rem .45rem;cursor:pointer;white-space:normal}
td button:hover{border-color:currentColor}
td button small{display:block;opacity:.9}
td.none{color:var(--faint);font-size:.8rem}
.beside{max-width:none;font-size:.85rem;color:var(--faint)}
td .surprise{border:2px dashed currentColor}
.links{display:flex;flex-wrap:wrap;gap:.2rem 1rem;padding:0;margin:.4rem 0;list-style:none}
dialog{width:min(60rem,calc(100vw - 1.5rem));max-height:calc(100dvh - 2rem);border:1px solid var(--line);border-radius:.6rem;background:var(--page);color:var(--text);padding:1rem 1.25rem;overflow:auto}
dialog::backdrop{background:rgba(0,0,0,.5)}
dialog h2{margin:.2rem 2.5rem .5rem 0;overflow-wrap:anywhere}
dialog .close{position:absolute;right:.8rem;top:.8rem;font:inherit;min-width:2.5rem;min-height:2.5rem;border:1px solid var(--line);border-radius:.35rem;background:var(--raised);color:var(--text);cursor:pointer}
dl{display:grid;grid-template-columns:minmax(7rem,12rem) 1fr;gap:.3rem 1rem;margin:.5rem 0}
dt{color:var(--faint)}
dd{margin:0;overflow-wrap:anywhere}
dialog table{margin:.5rem 0 0}
dialog td{white-space:normal;overflow-wrap:anywhere}
.legend{display:flex;flex-wrap:wrap;gap:.35rem 1rem;list-style:none;padding:0;margin:.5rem 0;font-size:.85rem}
.legend span{display:inline-block;border-radius:.3rem;padding:.05rem .45rem;border:1px solid var(--line)}
section>p code{overflow-wrap:normal;white-space:nowrap}
@media (min-width:70rem){th,td{padding:.1rem .4rem}tbody th{min-width:24rem;max-width:44rem}tbody th small{display:inline;margin-left:.6rem}thead th{white-space:normal}td button{min-width:8.75rem;min-height:1.6rem;padding:.1rem .45rem}td button small{display:inline-block;margin-right:.5rem}}
@media (max-width:40rem){header,main{padding:0 .75rem}form>label,select,input[type=search]{width:100%}dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.5rem}th,td{padding:.15rem .2rem}thead th{white-space:normal;font-size:.8rem;overflow-wrap:anywhere}tbody th{min-width:0;max-width:10rem;font-size:.8rem;overflow-wrap:break-word}td{white-space:normal}td,th code,td code{font-size:.75rem;overflow-wrap:break-word}:is(#overview,#matrix) tbody th{min-width:7rem;max-width:7.5rem;overflow-wrap:anywhere}#overview [data-probe] th small{display:none}td button{min-width:6.4rem;max-width:7rem;font-size:.8rem;padding:.2rem;overflow-wrap:anywhere}.tiles{grid-template-columns:1fr 1fr;gap:.5rem}.tile{padding:.5rem .6rem}}
@media print{form,.skip,.heads{display:none}.scroll{overflow:visible}}
`

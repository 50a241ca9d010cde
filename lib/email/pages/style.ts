/**
 * One look for all pages: system fonts, nothing loaded, targets of 44 pixels (WCAG 2.2, 2.5.5), text and controls at AA contrast
 * in light and dark, lengths in rem so that 200 % zoom and large text fit a phone.
 */
export const STYLE = `:root{color-scheme:light dark;--ink:#1d1f24;--soft:#565c66;--paper:#fff;--line:#767d89;--main:#1f4fd8;--on-main:#fff;--note:#e8f3ec;--note-ink:#14532d;--lack:#fdecea;--lack-ink:#8a1c12}
*{box-sizing:border-box}
body{margin:0;padding:clamp(1.5rem,10vh,6rem) 1rem 3rem;font:1.0625rem/1.6 system-ui,"Noto Sans","Noto Sans Thai",sans-serif;color:var(--ink);background:var(--paper);overflow-wrap:break-word}
main{max-width:32rem;margin:0 auto}
h1{font-size:1.5rem;line-height:1.35;margin:0 0 .75rem;text-wrap:balance}
h2{font-size:1.125rem;line-height:1.4;margin:0 0 .5rem}
p{margin:0 0 1rem}
form{margin:0 0 1rem}
.apart{margin-top:2rem;padding-top:1.5rem;border-top:1px solid var(--line)}
fieldset{margin:0 0 1rem;padding:0;border:0;min-width:0}
legend{padding:0;margin:0 0 .5rem;font-weight:600}
.topic{display:flex;gap:.75rem;align-items:flex-start;min-height:2.75rem;padding:.6rem 0;cursor:pointer}
.topic input{flex:none;width:1.5rem;height:1.5rem;margin:.1rem 0 0;accent-color:var(--main)}
.about{display:block;color:var(--soft);font-size:.9375rem}
.note{padding:.6rem .9rem;border-radius:.5rem;color:var(--note-ink);background:var(--note)}
.lack{padding:.6rem .9rem;border-radius:.5rem;color:var(--lack-ink);background:var(--lack)}
legend h1{font-weight:700}
.ends{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1rem;margin:0 0 .5rem;color:var(--soft);font-size:.9375rem}
.scale{display:grid;grid-template-columns:repeat(auto-fit,minmax(2.75rem,1fr));gap:.15rem}
.score{display:flex;flex-direction:column;align-items:center;gap:.35rem;padding:.55rem 0 .4rem;border:1px solid var(--line);border-radius:.5rem;cursor:pointer}
.score:has(:checked){border-color:var(--main);box-shadow:inset 0 0 0 1px var(--main);font-weight:600}
.score input{width:1.35rem;height:1.35rem;margin:0;accent-color:var(--main)}
textarea{display:block;width:100%;margin:.35rem 0 0;padding:.6rem .75rem;font:inherit;color:inherit;background:transparent;border:1px solid var(--line);border-radius:.5rem;resize:vertical}
button{min-height:2.75rem;max-width:100%;padding:.6rem 1.3rem;font:inherit;font-weight:600;color:var(--ink);background:transparent;border:2px solid var(--line);border-radius:.5rem;cursor:pointer}
.main{color:var(--on-main);background:var(--main);border-color:var(--main)}
a{color:var(--main)}
.way{display:inline-block;min-height:2.75rem;padding:.55rem 0}
:focus-visible{outline:3px solid var(--main);outline-offset:3px;border-radius:.25rem}
@media(prefers-color-scheme:dark){:root{--ink:#eceef2;--soft:#b3bac6;--paper:#16181d;--line:#8a93a3;--main:#8fb0ff;--on-main:#10131a;--note:#16341f;--note-ink:#c9f0d6;--lack:#431814;--lack-ink:#ffd8d2}}
@media(prefers-reduced-motion:no-preference){button{transition:filter .15s}button:hover{filter:brightness(1.08)}}`;

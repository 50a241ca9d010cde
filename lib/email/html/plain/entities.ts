/** From U+00A0 to U+00FF, in order. These may also stand without a semicolon. */
const LATIN = (
  "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 " +
  "acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml " +
  "Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde " +
  "Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig " +
  "ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide " +
  "oslash ugrave uacute ucirc uuml yacute thorn yuml"
).split(" ");

/** The others of HTML 4, and signs of the keyboard: names with their code points. */
const OTHERS = (
  "OElig 152, oelig 153, Scaron 160, scaron 161, Yuml 178, fnof 192, circ 2c6, tilde 2dc, Alpha 391, Beta 392, " +
  "Gamma 393, Delta 394, Epsilon 395, Zeta 396, Eta 397, Theta 398, Iota 399, Kappa 39a, Lambda 39b, Mu 39c, " +
  "Nu 39d, Xi 39e, Omicron 39f, Pi 3a0, Rho 3a1, Sigma 3a3, Tau 3a4, Upsilon 3a5, Phi 3a6, Chi 3a7, Psi 3a8, " +
  "Omega 3a9, alpha 3b1, beta 3b2, gamma 3b3, delta 3b4, epsilon 3b5, zeta 3b6, eta 3b7, theta 3b8, iota 3b9, " +
  "kappa 3ba, lambda 3bb, mu 3bc, nu 3bd, xi 3be, omicron 3bf, pi 3c0, rho 3c1, sigmaf 3c2, sigma 3c3, " +
  "tau 3c4, upsilon 3c5, phi 3c6, chi 3c7, psi 3c8, omega 3c9, thetasym 3d1, upsih 3d2, piv 3d6, ensp 2002, " +
  "emsp 2003, thinsp 2009, zwnj 200c, zwj 200d, lrm 200e, rlm 200f, ndash 2013, mdash 2014, lsquo 2018, " +
  "rsquo 2019, sbquo 201a, ldquo 201c, rdquo 201d, bdquo 201e, dagger 2020, Dagger 2021, bull 2022, " +
  "hellip 2026, permil 2030, prime 2032, Prime 2033, lsaquo 2039, rsaquo 203a, oline 203e, frasl 2044, " +
  "euro 20ac, image 2111, weierp 2118, real 211c, trade 2122, alefsym 2135, larr 2190, uarr 2191, rarr 2192, " +
  "darr 2193, harr 2194, crarr 21b5, lArr 21d0, uArr 21d1, rArr 21d2, dArr 21d3, hArr 21d4, forall 2200, " +
  "part 2202, exist 2203, empty 2205, nabla 2207, isin 2208, notin 2209, ni 220b, prod 220f, sum 2211, " +
  "minus 2212, lowast 2217, radic 221a, prop 221d, infin 221e, ang 2220, and 2227, or 2228, cap 2229, " +
  "cup 222a, int 222b, there4 2234, sim 223c, cong 2245, asymp 2248, ne 2260, equiv 2261, le 2264, ge 2265, " +
  "sub 2282, sup 2283, nsub 2284, sube 2286, supe 2287, oplus 2295, otimes 2297, perp 22a5, sdot 22c5, " +
  "lceil 2308, rceil 2309, lfloor 230a, rfloor 230b, lang 27e8, rang 27e9, loz 25ca, spades 2660, clubs 2663, " +
  "hearts 2665, diams 2666, apos 27, check 2713, cross 2717, star 2606, starf 2605, phone 260e, hyphen 2010, " +
  "dash 2010, horbar 2015, lbrace 7b, rbrace 7d, lbrack 5b, rbrack 5d, excl 21, quest 3f, num 23, percnt 25, " +
  "ast 2a, plus 2b, comma 2c, period 2e, colon 3a, semi 3b, equals 3d, commat 40, lowbar 5f, grave 60, " +
  "verbar 7c, dollar 24, lpar 28, rpar 29, sol 2f, bsol 5c, amp 26, lt 3c, gt 3e, quot 22"
).split(", ");

const BY_NAME = new Map<string, number>([
  ...LATIN.map((name, place): [string, number] => [name, 0xa0 + place]),
  ...OTHERS.map((pair): [string, number] => {
    const [name = "", code = ""] = pair.split(" ");
    return [name, Number.parseInt(code, 16)];
  }),
]);
const WITHOUT_SEMICOLON = new Set([...LATIN, "amp", "lt", "gt", "quot"]);

/** What &#128; to &#159; mean: they are written by those who think of Windows-1252. Places without a sign there stay what they are. */
const WINDOWS =
  "\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178";

/**
 * What &eacute; &#233; and &#xe9; stand for. A name that is not one of HTML 4 stays as it is written: all two thousand
 * of HTML 5 would be a tenth of the function that sends.
 * @param isAddress in the value of an attribute `&copy=` is part of an address
 */
export function decodeEntities(text: string, isAddress: boolean): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|([a-z][a-z0-9]*))(;?)/gi, (written, hex, decimal, name, semicolon) => {
    if (name === undefined) return sign(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
    const code = BY_NAME.get(name);
    const isEnded = semicolon === ";" || (!isAddress && WITHOUT_SEMICOLON.has(name));
    return code === undefined || !isEnded ? written : String.fromCodePoint(code);
  });
}

/** https://html.spec.whatwg.org/multipage/parsing.html#numeric-character-reference-end-state */
function sign(code: number): string {
  if (code >= 0x80 && code <= 0x9f) return WINDOWS[code - 0x80] ?? "";
  const isNone = code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff);
  return isNone ? "\ufffd" : String.fromCodePoint(code);
}

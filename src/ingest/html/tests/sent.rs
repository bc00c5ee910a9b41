//! Text is what was sent, and read in time that grows with its length.

use super::{Template, check, convert, convert_as, show};

#[test]
fn what_only_looks_like_markup_is_text() {
    for text in [
        "Le taux est <10 % et x<y puis 3<x<5. R&D et <2 min > 1.",
        "Écrire à <presse@example.org>, voir <https://example.org/a?b=c> ou <tel:118>.",
        "Un Vec<T> et un Map<K, V>; a <b et c> d",
        "si <nom du produit> manque, <code postal>",
        "</ fin, <, <>, <- et <3",
        "coupé <strong",
        "{{ site.url }}, {{< x >}}, <% a %>",
        "<dsa 2013 2695 chromium>",
    ] {
        let shown = crate::model::blocks_text(&convert(&format!("<p>{text}</p>")).0);
        // What is said of `&` is not of interest here.
        assert_eq!(shown, text);
    }
    check("<p>a <y <b>c</b></p>", "p(a <y b[c])");
    check("<p>a</p <b>c</b>", "p(a) p(b[c])");
    check("<p class='x>a <b>c</b></p>", "p(a b[c])");
    check("<p class=\"x>a</p><p class=\"y\">c</p>", "p(a) p(c)");
    check("<p>fin<p class='x", "p(fin)");
    check("<p>a<a href=\"x/<revision>/\">b</a>", "p(ab)");
    check("<td nowrap>a</td><input disabled>", "p(a)");
    check("a<!-- b --!>c<!-->d<!--->e", "p(acde)");
    check("a<?php echo '<b>'; ?>b<?xml:namespace prefix=o />c<!DOCTYPE x>d", "p(abcd)");
    check("<![CDATA[<p>a</p>]]>", "p(a)");
    check("<p>a<![CDATA[b & c]]>d</p>", "p(ab & cd)");
    check("&lt;p&gt;a &amp;eacute;&lt;/p&gt;", "p(a é)");
    check("a<select><em>b</em>", "p(aem[b])");
    check("a<my-widget x=1>b</my-widget><y/>c", "p(abc)");
}

#[test]
fn what_word_writes() {
    check("<p class=MsoNormal>a<o:p></o:p></p><p><o:p>&nbsp;</o:p></p>", "p(a)");
    check(
        "<p><st1:place w:st=\"on\">Brest</st1:place>, <st1:PersonName ProductID=\"X\" w:st=\"on\">Y</st1:PersonName></p>",
        "p(Brest, Y)",
    );
    check("a<!--[if gte mso 9]><xml><w:x>b</w:x></xml><![endif]-->c", "p(ac)");
    check("a<!--[if !mso]><!-->b<!--<![endif]-->c<!--[if x]>-->d<![endif]-->", "p(abcd)");
    check("a<!--[if mso]><p>b<!-- c -->d</p><![endif]-->e", "p(ae)");
    check("<v:shape id=x><v:imagedata src=a.png o:title=Plan /></v:shape>a", "p(a)");
    check("<![if !vml]><img src=media/a.png alt=A><![endif]>", "figure(media/a.png=A | )");
    check("a<w:sdt docpart=x><m:oMath><m:r>2</m:r></m:oMath></w:sdt>", "p(a2)");
    let mark = |mark: &str| {
        format!("<span style='mso-list: Ignore'>{mark}<span>&nbsp;&nbsp;</span></span>")
    };
    let item = |m: &str, text: &str| {
        format!("<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>{}{text}</p>", mark(m))
    };
    check(&format!("{}\n{}<p>c</p>", item("·", "a"), item("·", "b")), "ul(p(a); p(b)) p(c)");
    check(&format!("{}{}", item("2.", "a"), item("3.", "b")), "ol2(p(a); p(b))");
    check(&item("a)", "b"), "p(a)\u{a0}\u{a0}b)");
    check(
        "<p class=MsoListParagraph><![if !supportLists]><span>·<span> </span></span><![endif]>a</p>",
        "ul(p(a))",
    );
}

#[test]
fn pictures_that_load_late() {
    const DOT: &str = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==";
    let real = "figure(https://example.org/a.jpg=A | )";
    for html in [
        format!("<img src=\"{DOT}\" data-src=https://example.org/a.jpg alt=A>"),
        "<img src=https://example.org/1x1.trans.gif data-lazy-src=https://example.org/a.jpg alt=A>".to_owned(),
        "<img data-original=https://example.org/a.jpg alt=A width=1 height=1>".to_owned(),
        "<img srcset='https://example.org/s.jpg 10w, https://example.org/a.jpg 20w' alt=A>".to_owned(),
        "<img data-srcset='https://example.org/s.jpg, https://example.org/a.jpg 2x' alt=A>".to_owned(),
        "<picture><source srcset=https://example.org/a.jpg><img alt=A></picture>".to_owned(),
        format!("<img src=\"{DOT}\" alt=''><noscript><img src=https://example.org/a.jpg alt=A></noscript>"),
        "<img src=https://example.org/a.jpg alt=A><noscript><img src=https://example.org/a.jpg alt=A></noscript>".to_owned(),
    ] {
        check(&html, real);
    }
}

#[test]
fn nothing_takes_time_that_grows_with_the_square() {
    // Each would take hours if it did.
    let many = |part: &str| part.repeat(60_000 / part.len());
    for html in [
        many("<div>"),
        many("<ul><li>"),
        many("<b>"),
        many("<i id=x>"),
        many("<table><tr><td>"),
        many("<table>"),
        many("</p>"),
        many("<p>"),
        many("<a href=x>"),
        many("<a"),
        many("<a "),
        many("<a b=\""),
        many("<a b='\">"),
        many("<!--"),
        many("<![CDATA["),
        many("<![if !supportLists]>"),
        many("<!--[if x]> -->"),
        many("<?"),
        many("<!"),
        many("</"),
        many("&"),
        many("&amp"),
        many("&lt;p&gt;"),
        many("<"),
        many("<x>"),
        many("<x y>"),
        many("{{<"),
        many("{{"),
        many("$(A"),
        many("<b><i></b>"),
        many("<svg><td><i id=a>"),
        many("<font color=a><p>"),
        many("<table>a"),
        many("<select>"),
        many("<script>"),
        many("<math><mi>"),
        many("<o:p>"),
        many("<h2><div> </div>"),
        many("<form>"),
        many("<xml>"),
        many("<title>"),
        many("<ruby><rt>"),
        many("<p class=MsoListParagraph><span>"),
        many("<button>"),
        many("<img data-src=a srcset='b, c 2x'>"),
        many("<dl><dd>"),
        many("<blockquote>"),
        many("<x-y>"),
        format!("<p {}>", many("a=b ")),
        format!("<p {}>", (0..20_000).map(|n| format!("a{n}=b ")).collect::<String>()),
        format!("{}<![endif]-->", many("<!--[if x]>-->")),
        format!("{}x{}", many("<b>"), many("</b>")),
        (0..10_000).map(|n| format!("<i id=a{n}><p>")).collect(),
    ] {
        let _ = convert(&format!("begin {html} end"));
    }
    for part in [
        "<x>",
        "<x y>",
        "<x",
        "<x \"",
        "<:",
        "</x>",
        "<!--",
        "<script>",
        "\\\n",
        "<table><x 1 2>\n",
    ] {
        let _ = convert_as(&format!("begin {} end", many(part)), &[Template::Wml]);
    }
    let (blocks, report) = convert(&format!("{}deep", "<div>".repeat(50_000)));
    assert_eq!((show(&blocks).as_str(), report.too_deep), ("p(deep)", true));
}

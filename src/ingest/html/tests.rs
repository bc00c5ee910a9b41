//! HTML and what becomes of it, shown in a short notation: `p(…)`, `em[…]`, `a[address|…]`.

use super::{Around, Report, Template, blocks, content, plain_text};
use crate::model::{Block, Cell, FromJson as _, Image, Inline, Path, Source};
use proptest::prelude::*;
use url::Url;

mod sent;

fn read_back(json: &str) -> Vec<Block> {
    Vec::from_json(&crate::model::json::Value::parse(json.as_bytes()).unwrap()).unwrap()
}

fn convert(html: &str) -> (Vec<Block>, Report) {
    convert_as(html, &[])
}

fn convert_as(html: &str, templates: &[Template]) -> (Vec<Block>, Report) {
    let mut report = Report::default();
    let locate =
        |address: &str| Path::new(address).filter(|path| path.as_str().starts_with("media/"));
    let templates = templates.iter().copied().collect();
    let around = Around {
        base: None,
        from_site: false,
        locate: &locate,
        make: &|_, _| true,
        templates: &templates,
    };
    (content(html, &around, &mut report), report)
}

fn show(blocks: &[Block]) -> String {
    blocks.iter().map(show_block).collect::<Vec<_>>().join(" ")
}

fn show_block(block: &Block) -> String {
    match block {
        Block::Paragraph(line) => format!("p({})", show_line(line)),
        Block::Heading { level, content } => format!("h{level}({})", show_line(content)),
        Block::List(list) => {
            let items: Vec<String> = list.items.iter().map(|item| show(item)).collect();
            let start = list.start.map_or("ul".to_owned(), |n| format!("ol{n}"));
            format!("{start}({})", items.join("; "))
        }
        Block::Definitions(definitions) => {
            let each = definitions.iter().map(|definition| {
                let terms: Vec<String> = definition.terms.iter().map(|t| show_line(t)).collect();
                let details: Vec<String> = definition.details.iter().map(|d| show(d)).collect();
                format!("{}: {}", terms.join(", "), details.join("; "))
            });
            format!("dl({})", each.collect::<Vec<_>>().join(" / "))
        }
        Block::Quotation { content, attribution } if attribution.is_empty() => {
            format!("quote({})", show(content))
        }
        Block::Quotation { content, attribution } => {
            format!("quote({} | {})", show(content), show_line(attribution))
        }
        Block::Preformatted(text) => format!("pre({text:?})"),
        Block::Table(table) => {
            let row = |row: &Vec<Cell>| row.iter().map(show_cell).collect::<Vec<_>>().join(", ");
            let rows = |rows: &[Vec<Cell>]| rows.iter().map(row).collect::<Vec<_>>().join("; ");
            let caption = show_line(&table.caption);
            format!("table({caption}| {} | {})", rows(&table.head), rows(&table.body))
        }
        Block::Figure(figure) => {
            let images: Vec<String> = figure.images.iter().map(show_image).collect();
            format!("figure({} | {})", images.join(", "), show_line(&figure.caption))
        }
        Block::Passage { language, direction, content } => {
            let language = language.as_ref().map_or("", |l| l.as_str());
            let direction = direction.map_or("", |d| d.as_str());
            format!("{language}:{direction}({})", show(content))
        }
        Block::Separator => "hr".to_owned(),
    }
}

fn show_cell(cell: &Cell) -> String {
    let header = if cell.header { "*" } else { "" };
    let span = if cell.columns * cell.rows > 1 {
        format!("{}x{}", cell.columns, cell.rows)
    } else {
        String::new()
    };
    format!("{header}{span}{}", show(&cell.content))
}

fn show_image(image: &Image) -> String {
    let source = match &image.source {
        Source::Local(path) => path.as_str(),
        Source::Remote(link) => link.as_str(),
    };
    format!("{source}={}", image.alt.as_deref().unwrap_or("?"))
}

fn show_line(line: &[Inline]) -> String {
    line.iter()
        .map(|inline| match inline {
            Inline::Text(text) => text.clone(),
            Inline::Emphasis(content) => format!("em[{}]", show_line(content)),
            Inline::Strong(content) => format!("b[{}]", show_line(content)),
            Inline::Code(text) => format!("code[{text}]"),
            Inline::Inserted(content) => format!("ins[{}]", show_line(content)),
            Inline::Deleted(content) => format!("del[{}]", show_line(content)),
            Inline::Superscript(content) => format!("sup[{}]", show_line(content)),
            Inline::Subscript(content) => format!("sub[{}]", show_line(content)),
            Inline::Quote(content) => format!("q[{}]", show_line(content)),
            Inline::Link { href, content } => format!("a[{href}|{}]", show_line(content)),
            Inline::Image(image) => format!("img[{}]", show_image(image)),
            Inline::Passage { language, direction, content } => {
                let language = language.as_ref().map_or("", |l| l.as_str());
                let direction = direction.map_or("", |d| d.as_str());
                format!("{language}:{direction}[{}]", show_line(content))
            }
            Inline::Break => "/".to_owned(),
        })
        .collect()
}

#[track_caller]
fn check(html: &str, expected: &str) {
    assert_eq!(show(&convert(html).0), expected, "{html}");
}

#[test]
fn lines() {
    check("", "");
    check(" a \n b ", "p(a b)");
    check("<p>a<p>b</p>c", "p(a) p(b) p(c)");
    check("<p> a <b> b </b> c </p>", "p(a b[b ]c)");
    check("<p>a&nbsp;!</p>", "p(a\u{a0}!)");
    check("<p>&nbsp;</p><p> </p><p><b></b></p>", "");
    check("a<br>\n b<br><br>c<br>", "p(a/b//c)");
    check("<br>a", "p(a)");
    check("<em>a</em> <i>b</i><u>c</u><mark>d</mark>", "p(em[a] em[b]cd)");
    check(
        "<sup>1</sup><sub>2</sub><ins>3</ins><s>4</s><q>5</q>",
        "p(sup[1]sub[2]ins[3]del[4]q[5])",
    );
    check("<code>a  b</code> <kbd>c</kbd>", "p(code[a b] code[c])");
    check("<abbr title=x>a</abbr><font color=red>b</font>", "p(ab)");
    check("a<!-- b -->c", "p(ac)");
    check("<unknown>a</unknown>", "p(a)");
}

#[test]
fn blocks_of_every_sort() {
    check("<h1>a</h1><h6>b</h6>", "h2(a) h6(b)");
    check("<div>a</div><div>b<div>c</div></div>d", "p(a) p(b) p(c) p(d)");
    check("<ul><li>a<li>b<ul><li>c</ul></ul>", "ul(p(a); p(b) ul(p(c)))");
    check("<ul><li>a</li><ul><li>b</li></ul></ul>", "ul(p(a) ul(p(b)))");
    check("<ol start=3><li>a</ol><ol><li>b</ol>", "ol3(p(a)) ol1(p(b))");
    check("<ul></ul><ol><li></li></ol>", "");
    check("<ul>a<li>b</ul>", "ul(p(a); p(b))");
    check("<dl><dt>a<dt>b<dd>c<dd>d<dt>e<dd>f</dl>", "dl(a, b: p(c); p(d) / e: p(f))");
    check("<dl>a<dd>b<dt>c</dl>", "dl(: p(a); p(b) / c: )");
    check("<hr>", "hr");
    check("<pre>\n a\n  b </pre>", "pre(\" a\\n  b\")");
    check("<ol reversed><li>a<li>b</ol>", "ol2(p(a)) ol1(p(b))");
    check("<ol><li>a<li value=7>b<li>c</ol>", "ol1(p(a)) ol7(p(b); p(c))");
    check("<li>a<li>b<p>c", "ul(p(a); p(b) p(c))");
    check("<pre>\n\n\ta</pre>", "pre(\"\\n\\ta\")");
    check("<ruby>a<rt>b</rt></ruby> <ruby>c<rp>(</rp><rt>d</rt><rp>)</rp></ruby>", "p(a(b) c(d))");
    check("<details><summary>a</summary>b</details>", "p(b[a]) p(b)");
    check("<address>a<br>b</address>", "p(a/b)");
    check("<center><h2>a</h2></center>", "h2(a)");
}

#[test]
fn quotations() {
    check("<blockquote>a</blockquote>", "quote(p(a))");
    check("<blockquote><p>a</p><footer>b</footer></blockquote>", "quote(p(a) | b)");
    check("<blockquote><p>a</p><p><cite>b</cite></p></blockquote>", "quote(p(a) | b)");
    check("<blockquote><p>a <cite>b</cite></p></blockquote>", "quote(p(a em[b]))");
    check("<blockquote></blockquote>", "");
}

#[test]
fn tables() {
    check(
        "<table><tr><td>a<td>b</table>",
        "table(| | p(a), p(b))".replace("| | ", "|  | ").as_str(),
    );
    check(
        "<table><caption>c</caption><thead><tr><th>a</thead><tr><td colspan=2 rowspan=3>b</table>",
        "table(c| *p(a) | 2x3p(b))",
    );
    check("<table><tr><th>a<th>b<tr><th>c<td>d</table>", "table(| *p(a), *p(b) | *p(c), p(d))");
    check("<table><tr><td colspan=0>a<td colspan=x>b</table>", "table(|  | p(a), p(b))");
    check("<table><tr><td></table>", "");
    check(
        "<table><tr><td rowspan=3>a<td>b<tr><tr><td><td><tr><td>c</table>",
        "table(|  | 1x3p(a), p(b); ; , ; p(c))",
    );
    check("<table><tr><td>a<tr><td><tr></table>", "table(|  | p(a); )");
}

#[test]
fn pictures() {
    check("<img src=media/a.svg alt=A>", "figure(media/a.svg=A | )");
    check("a <img src=media/a.svg> b", "p(a img[media/a.svg=?] b)");
    check("a <img src=missing.svg alt=A> b", "p(a A b)");
    check("<img src=missing.svg>", "");
    check("<img src='data:image/png;base64,AAAA' alt=A>", "p(A)");
    check(
        "<figure><img src=media/a.svg alt=A><figcaption>c</figcaption></figure>",
        "figure(media/a.svg=A | c)",
    );
    check(
        "<figure><a href=https://example.org/a.png><img src=media/a.svg alt=A></a></figure>",
        "figure(media/a.svg=A | )",
    );
    check(
        "<figure><blockquote>a</blockquote><figcaption>c</figcaption></figure>",
        "quote(p(a)) p(c)",
    );
    check(
        "<picture><source srcset=b><img src=media/a.svg alt=''></picture>",
        "figure(media/a.svg= | )",
    );
    check("<img src=https://example.org/p.gif width=1 height=1>", "");
}

#[test]
fn links() {
    check("<a href=https://example.org>a</a>", "p(a[https://example.org|a])");
    check("<a href=media/a.pdf>a</a>", "p(a)");
    check("<a href=/x>a</a> <a href=#x>b</a> <a>c</a>", "p(a b c)");
    check("<a href=javascript:alert(1)>a</a>", "p(a)");
    check(
        "<a href=https://example.org><p>a</p><p>b</p></a>",
        "p(a[https://example.org|a]) p(a[https://example.org|b])",
    );
    check("<b><p>a</p></b>", "p(b[a])");
    let mut report = Report::default();
    let base = Url::parse("https://example.org/news/").ok();
    let templates = std::collections::BTreeSet::new();
    let around = Around {
        base,
        from_site: false,
        locate: &|_: &str| None,
        make: &|_, _| true,
        templates: &templates,
    };
    let blocks =
        blocks("<a href=x>a</a><img src=/y.png alt=Y><img src=z.png alt=Z>", &around, &mut report);
    assert_eq!(
        show(&blocks),
        "p(a[https://example.org/news/x|a]img[https://example.org/y.png=Y]Z)"
    );
}

#[test]
fn languages_and_directions() {
    check("<p lang=ar dir=rtl>a</p>", "ar:rtl(p(a))");
    check("<p>a <span lang=en>b</span></p>", "p(a en:[b])");
    check("<div lang=en><p>a<p>b</div>", "en:(p(a) p(b))");
    check("<bdo dir=rtl>a</bdo>", "p(:rtl[a])");
    check("<ul><li lang=en>a</ul>", "ul(en:(p(a)))");
    check("<p lang=nonsense-nonsense dir=auto>a</p>", "p(a)");
}

#[test]
fn what_cannot_be_shown() {
    for (html, expected, dropped) in [
        ("a<script>b</script>", "p(a)", "<script>"),
        ("<style>b</style>a", "p(a)", "<style>"),
        ("<p onclick=x>a</p>", "p(a)", "event handler"),
        ("<form><label>a <input></label></form>", "p(a)", "<form>"),
        ("<svg><title>b</title><text>a</text>c</svg>", "p(a)", "<svg>"),
        ("a<p hidden>b</p><p style='x:y; DISPLAY : none'>c</p>", "p(a)", "hidden text"),
        (
            "a<p style='/*x*/display:none'>b</p><p style='font-size:0px'>c</p>",
            "p(a)",
            "hidden text",
        ),
        ("a<p class='x d-none'>b</p><dialog><p>c</p></dialog>", "p(a)", "hidden text"),
        ("a<xml><w:x>b</w:x></xml>", "p(a)", "<xml>"),
        ("<quote who=x>a</quote>", "p(a)", "<quote>"),
        (
            "<iframe src=https://example.org/v title=Film></iframe>",
            "p(a[https://example.org/v|Film])",
            "<iframe>",
        ),
        (
            "<video><source src=https://www.example.org/v.mp4></video>",
            "p(a[https://www.example.org/v.mp4|example.org])",
            "<video>",
        ),
        ("<a href=ftp://example.org>a</a>", "p(a)", "ftp: link"),
    ] {
        let (blocks, report) = convert(html);
        assert_eq!(show(&blocks), expected, "{html}");
        assert!(report.dropped.contains_key(dropped), "{html}: {report:?}");
    }
}

#[test]
fn marks_of_wml_where_it_is_named() {
    for (html, expected, marks) in [
        ("a <codename \"wheezy\"> b", "p(a wheezy b)", 1),
        ("<table>\n<dsa 2013 2695 x>\n</table>", "table(|  | p(2013), p(2695), p(x))", 1),
        ("<toc-add-entry name=\"a\">B</toc-add-entry>\n<intro issue=1 />\nc", "p(B) p(c)", 2),
        ("<url https://example.org/a>", "p(a[https://example.org/a|https://example.org/a])", 1),
        ("a<:= x :>b", "p(ab)", 1),
        ("<a href=\"$(HOME)/x\">\\\na</a>", "p(a)", 2),
        ("<pre>a \\\nb</pre>", "pre(\"a \\\\\\nb\")", 0),
        ("<!-- <dsa 1> -->a", "p(a)", 0),
        ("1 <x 2", "p(1 <x 2)", 0),
    ] {
        let (blocks, report) = convert_as(html, &[Template::Wml]);
        assert_eq!(show(&blocks), expected, "{html}");
        assert_eq!(report.leftovers.values().sum::<usize>(), marks, "{html}: {report:?}");
    }
}

#[test]
fn depth_is_bounded() {
    // The parser's own time grows with the square of the depth, so only the commonest goes far.
    for (tag, depth) in [
        ("div", 10_000),
        ("blockquote", 2_000),
        ("ul><li", 2_000),
        ("table><tr><td", 2_000),
        ("b", 10_000),
        ("span lang=fr", 10_000),
        ("x-y", 10_000),
        ("dl><dd", 2_000),
    ] {
        let html = format!("{}deep", format!("<{tag}>").repeat(depth));
        let (blocks, _) = convert(&html);
        let json = serde_json::to_string(&blocks).unwrap();
        assert!(json.contains("deep"), "{tag}");
        // With room for what a set puts around it.
        let depth = json.chars().scan(0_i32, |depth, c| {
            *depth += i32::from(matches!(c, '[' | '{')) - i32::from(matches!(c, ']' | '}'));
            Some(*depth)
        });
        assert!(depth.max().unwrap() <= 110, "{tag}");
        assert_eq!(read_back(&json), blocks, "{tag}");
    }
}

#[test]
fn plain_text_becomes_paragraphs() {
    for (text, expected) in [
        ("a\n\n\nb", "p(a) p(b)"),
        ("a\nb", "p(a/b)"),
        ("a\r\n \r\nb\r\n", "p(a) p(b)"),
        ("", ""),
        ("<b>a</b>", "p(<b>a</b>)"),
    ] {
        assert_eq!(show(&plain_text(text)), expected, "{text:?}");
    }
    let wrapped = format!("{}\nend", "word ".repeat(12).trim_end());
    assert_eq!(show(&plain_text(&wrapped)), format!("p({} end)", "word ".repeat(12).trim_end()));
}

proptest! {
    #[test]
    fn no_text_is_too_odd(html in "(<|>|/|a|b|p|ul|li|td|tr|table|svg|math|template|\"|'|=| |\n|é|&|;|:|!|-|\\\\|x-y){0,60}") {
        let _ = convert(&html);
    }

    #[test]
    fn no_string_is_too_odd(html in "\\PC{0,200}") {
        let (blocks, _) = convert(&html);
        let json = serde_json::to_string(&blocks).unwrap();
        prop_assert_eq!(read_back(&json), blocks);
    }

    #[test]
    fn plain_words_are_never_lost(words in proptest::collection::vec("[a-z]{1,8}", 1..12), tags in proptest::collection::vec("p|div|b|li|ul|dl|dt|table|td|blockquote|h2|a|q|dd|figure|x-y", 1..12)) {
        let html: String = words.iter().zip(tags.iter().cycle()).map(|(word, tag)| format!("<{tag}>{word}~ ")).collect();
        let text = crate::model::blocks_text(&convert(&html).0);
        for word in words {
            let word = format!("{word}~");
            prop_assert!(text.contains(&word), "{} in {}", html, text);
        }
    }
}

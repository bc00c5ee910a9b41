//! Trees of XML, whole and broken.

use super::{DEEPEST, Fault, read, root_name};
use proptest::prelude::*;

fn faults(text: &str) -> Vec<Fault> {
    read(text).unwrap().faults.into_keys().collect()
}

#[test]
fn names_have_the_usual_prefix() {
    let document = read(
        "<a:feed xmlns:a='http://www.w3.org/2005/Atom' xmlns:d='http://purl.org/dc/terms/' x='1'>\n\
         <a:entry a:y='2'><d:issued>3</d:issued><e:other/></a:entry><entry xmlns='http://purl.org/rss/1.0/'/></a:feed>",
    )
    .unwrap();
    let root = &document.root;
    assert_eq!((&*root.name, root.attribute("x")), ("atom:feed", Some("1")));
    let entry = root.child("atom:entry").unwrap();
    assert_eq!((entry.line, entry.attribute("atom:y")), (2, Some("2")));
    assert_eq!(entry.text_of("dcterms:issued").as_deref(), Some("3"));
    assert!(entry.child("e:other").is_some() && root.child("entry").is_some());
    assert!(document.faults.is_empty());
}

#[test]
fn entities_are_read_once_and_never_expanded() {
    let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\"><!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&b;&e;</x>";
    let document = read(bomb).unwrap();
    assert_eq!(document.root.text(), "&b;&e;");
    assert_eq!(document.faults.into_keys().collect::<Vec<_>>(), [Fault::Entity]);
    let document =
        read("<x t='a &amp; &eacute;'>A&T &amp;amp; &#233;&nbsp;&lt;b&gt;<![CDATA[<i>&amp;]]></x>")
            .unwrap();
    assert_eq!(document.root.text(), "A&T &amp; é\u{a0}<b><i>&amp;");
    assert_eq!(document.root.attribute("t"), Some("a & é"));
    assert!(document.faults.is_empty());
}

#[test]
fn what_is_broken_costs_itself() {
    let document = read("<x><a>1<b>2</a><a>3</a></y></x>").unwrap();
    let texts: Vec<String> = document.root.all("a").map(super::Element::text).collect();
    assert_eq!(texts, ["12", "3"]);
    assert_eq!(document.faults.into_keys().collect::<Vec<_>>(), [Fault::Unclosed]);
    let document = read("<x><a>whole</a><a>half").unwrap();
    let cut: Vec<bool> = document.root.all("a").map(|element| element.cut).collect();
    assert_eq!(cut, [false, true]);
    assert_eq!(faults("<x><a>1</a><a"), [Fault::Cut]);
    assert_eq!(faults("<x>a < b > c</x>"), []);
    assert_eq!(read("<x>a < b > c</x>").unwrap().root.text(), "a < b > c");
    assert!(read("").is_err() && read("words").is_err() && read("<!-- -->").is_err());
}

#[test]
fn depth_and_amount_are_bounded() {
    let deep = format!("<x>{}1{}<y>2</y></x>", "<a>".repeat(100_000), "</a>".repeat(100_000));
    let document = read(&deep).unwrap();
    assert_eq!(document.root.text(), "12");
    assert_eq!(document.root.text_of("y").as_deref(), Some("2"));
    assert_eq!(document.faults.into_keys().collect::<Vec<_>>(), [Fault::TooDeep]);
    assert_eq!(faults(&"<a>".repeat(100_000)), [Fault::Cut, Fault::TooDeep]);
    let many = format!("<x>{}</x>", "<a/>".repeat(super::MOST));
    assert_eq!(faults(&many), [Fault::Cut, Fault::TooMuch]);
    const { assert!(DEEPEST < 1000) };
}

#[test]
fn the_first_element_is_found_without_reading_on() {
    for (text, expected) in [
        ("<rss version='2.0'>", Some("rss")),
        ("\u{feff} <?xml version='1.0'?>\n<!-- <feed> --><feed/>", Some("feed")),
        ("<!DOCTYPE rdf:RDF [<!ENTITY a \"x>y\">\n]>\n<rdf:RDF>", Some("rdf:RDF")),
        ("<!DOCTYPE html><html>", Some("html")),
        ("<?xml version='1.0'?>", None),
        ("< b>", None),
        ("words <rss>", None),
        ("", None),
        ("<!DOCTYPE é", None),
    ] {
        assert_eq!(root_name(text), expected, "{text}");
    }
}

#[test]
fn html_is_written_again() {
    let html = read("<x xmlns:h='http://www.w3.org/1999/xhtml'><h:p class=\"a&quot;b\">1 &lt; 2<h:br/></h:p></x>").unwrap().root.markup();
    assert_eq!(html, "<p class=\"a&quot;b\">1 &lt; 2<br></p>");
}

proptest! {
    #[test]
    fn anything_is_read_or_refused(text in "(<[a-c/!?:= \"'x-]{0,6}>?|&[a-z#0-9]{0,4};?|[^<&]{0,3}|<!\\[CDATA\\[|\\]\\]>|<!--|-->){0,40}") {
        let _ = root_name(&text);
        if let Ok(document) = read(&text) {
            let again = format!("<x>{}</x>", document.root.markup());
            prop_assert!(read(&again).is_ok());
        }
    }
}

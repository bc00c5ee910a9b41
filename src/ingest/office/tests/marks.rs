//! Stamps that withhold a document, and what is hidden in it in the less usual ways.

use super::{ODF, docx, given, kinds, only, p, r};
use crate::{
    ingest::{Kind, package::tests::packed},
    model::Block,
};

/// A box of Word with paragraphs in it.
fn boxed(inner: &str) -> String {
    format!(
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wp:anchor><wp:docPr name='y'/><w:txbxContent>{inner}</w:txbxContent></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
    )
}

#[test]
fn stamps_withhold_wherever_they_are_drawn() {
    let title = || p("Titre", &r("Titre")) + &p("", &r("Texte"));
    let mark = |text: &str| {
        format!("<w:r><w:pict><v:shape><v:textpath string='{text}'/></v:shape></w:pict></w:r>")
    };
    let letterhead: String =
        (0..12).map(|n| format!("<w:tc>{}</w:tc>", p("", &r(&n.to_string())))).collect();
    let core = "<c:p xmlns:c='http://schemas.openxmlformats.org/package/2006/metadata/core-properties'><c:category>Brouillon</c:category></c:p>";
    for (body, header, more) in [
        (title(), p("", &(r("Port") + &boxed(&p("", &r("SOUS EMBARGO JUSQU’AU 3 MAI"))))), ""),
        (title() + &p("", &mark("CONFIDENTIEL")), String::new(), ""),
        (p("", &r("DOCUMENT DE TRAVAIL – VERSION PROVISOIRE")) + &title(), String::new(), ""),
        (p("", &r("À VALIDER")) + &title(), String::new(), ""),
        (
            p("", &r("Diffusion interne")) + &p("", &r("Un titre")) + &p("", &r("Texte")),
            String::new(),
            "",
        ),
        (
            format!(
                "<w:tbl><w:tr>{letterhead}</w:tr></w:tbl>{}",
                p("", &r("SOUS EMBARGO JUSQU’AU 3 MAI"))
            ) + &title(),
            String::new(),
            "",
        ),
        (
            title(),
            p("", &r(&format!("{} – SOUS EMBARGO JUSQU’AU 3 MAI", "Direction ".repeat(14)))),
            "",
        ),
        (title(), p("", &r("V3 – projet – ne pas communiquer avant validation DG")), ""),
        (title(), String::new(), core),
    ] {
        let more: &[(&str, &str)] =
            if more.is_empty() { &[] } else { &[("docProps/core.xml", more)] };
        let loaded = given("a.docx", docx(&body, &header, more));
        assert_eq!(
            (loaded.held.len(), loaded.releases.len()),
            (1, 0),
            "{body} {header} {:?}",
            loaded.problems
        );
    }
    let shape =
        "<text:p>Port<draw:custom-shape><text:p>BROUILLON</text:p></draw:custom-shape></text:p>";
    for text in [
        format!("<office:master-styles><style:master-page><style:header>{shape}</style:header></style:master-page></office:master-styles><office:body><office:text><text:p>T</text:p></office:text></office:body>"),
        format!("<office:body><office:text><text:p>T</text:p><text:p>U</text:p>{}{shape}</office:text></office:body>", "<text:p>Texte</text:p>".repeat(9)),
        "<office:meta><meta:keyword>embargo</meta:keyword></office:meta><office:body><office:text><text:p>T</text:p></office:text></office:body>".to_owned(),
    ] {
        let flat = format!("<?xml version='1.0'?><office:document {ODF}>{text}</office:document>");
        let loaded = given("a.fodt", flat.into_bytes());
        assert_eq!((loaded.held.len(), loaded.releases.len()), (1, 0), "{text} {:?}", loaded.problems);
    }
}

#[test]
fn what_is_hidden_in_other_ways_stays_hidden() {
    let picture = "<w:drawing><wp:inline><wp:docPr descr='SECRET'/><a:blip r:embed='i'/></wp:inline></w:drawing>";
    for inner in [
        "<w:r><w:drawing><wp:anchor><wp:docPr hidden='1'/><w:txbxContent><w:p><w:r><w:t>SECRET</w:t></w:r></w:p></w:txbxContent></wp:anchor></w:drawing></w:r>".to_owned(),
        "<w:r><w:pict><v:shape style='visibility: hidden' alt='x'><v:imagedata r:id='i'/></v:shape></w:pict></w:r>".to_owned(),
        boxed(&p("", &format!("<w:del><w:r>{picture}</w:r></w:del>{}", r("boite")))),
        "<w:r><w:pict><v:shape><v:imagedata r:id='i' croptop='20000f'/></v:shape></w:pict></w:r>".to_owned(),
        "<w:fldSimple w:instr=' FILENAME \\p '><w:r><w:t>C:\\SECRET.docx</w:t></w:r></w:fldSimple>".to_owned(),
        "<w:r><w:rPr><w:color w:val='FFFFFF'/></w:rPr><w:t>SECRET</w:t></w:r>".to_owned(),
        "<w:r><w:rPr><w:sz w:val='2'/></w:rPr><w:t>SECRET</w:t></w:r>".to_owned(),
    ] {
        let body = p("Titre", &r("Titre")) + &p("", &(r("Texte ") + &inner));
        let loaded = given("a.docx", docx(&body, "", &[]));
        let shown = format!("{:?}", only(&loaded));
        assert!(!shown.contains("SECRET") && !shown.contains("Picture"), "{inner} {shown}");
        let told = loaded.problems.iter().filter(|known| known.kind == Kind::LeftOut).count();
        assert!(told > 1, "{inner} {:?}", loaded.problems);
    }
    let row = |hidden: &str, text: &str| {
        format!("<w:tr><w:trPr>{hidden}</w:trPr><w:tc>{}</w:tc></w:tr>", p("", &r(text)))
    };
    let white = "<w:r><w:rPr><w:color w:val='FFFFFF'/></w:rPr><w:t>Blanc</w:t></w:r>";
    let body = p("Titre", &r("Titre"))
        + &format!(
            "<w:tbl>{}{}<w:tr><w:tc>{}</w:tc></w:tr></w:tbl>",
            row("<w:hidden/>", "SECRET"),
            row("", "vu"),
            p("", white)
        );
    let loaded = given("a.docx", docx(&body, "", &[]));
    assert!(
        !format!("{:?}", only(&loaded)).contains("SECRET")
            && only(&loaded).text().contains("Blanc")
    );
    let alt = "<w:r><w:drawing><wp:inline><wp:docPr descr='C:\\Users\\SECRET\\a.png'/><a:blip r:embed='i'/></wp:inline></w:drawing></w:r>";
    let loaded =
        given("a.docx", docx(&(p("Titre", &r("Titre")) + &p("", &(r("Texte") + alt))), "", &[]));
    assert!(!format!("{:?}", loaded.releases).contains("SECRET"));
    for inner in [
        "<text:p><text:hidden-paragraph text:is-hidden='true'/>SECRET</text:p>",
        "<text:p><text:span text:style-name='T2'>SECRET<text:note><text:note-body><text:p>SECRET</text:p></text:note-body></text:note>\
         <draw:frame><draw:text-box><text:p>SECRET</text:p></draw:text-box></draw:frame></text:span>vu</text:p>",
        "<text:p><text:variable-set text:display='none'>SECRET</text:variable-set><text:sender-lastname>SECRET</text:sender-lastname>vu</text:p>",
    ] {
        let styles = "<office:automatic-styles><style:style style:name='T2' style:family='text'><style:text-properties text:display='none'/></style:style></office:automatic-styles>";
        let flat = format!(
            "<?xml version='1.0'?><office:document {ODF}>{styles}<office:body><office:text><text:p>Titre</text:p><text:p>Texte</text:p>{inner}</office:text></office:body></office:document>"
        );
        let loaded = given("a.fodt", flat.into_bytes());
        assert!(!format!("{:?}", only(&loaded)).contains("SECRET"), "{inner}");
        assert!(kinds(&loaded).contains(&Kind::LeftOut), "{inner}");
    }
}

#[test]
fn a_bold_line_is_the_title_and_a_name_the_day() {
    let bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>Le quai nord rouvre</w:t></w:r>";
    let body = p("", bold)
        + &p("", &r("Samedi 14 juin 2025"))
        + &p("", &r("Le port annonce."))
        + &p("Titre1", &r("Contacts presse"))
        + &p("", &r("Ana"));
    for (name, day) in [("2025-05-01-quai.docx", "2025-05-01"), ("quai.docx", "2025-06-14")] {
        let loaded = given(name, docx(&body, "", &[]));
        let release = only(&loaded);
        assert_eq!(release.title.as_deref(), Some("Le quai nord rouvre"), "{:?}", loaded.problems);
        assert_eq!(release.published.unwrap().to_string(), day);
    }
}

#[test]
fn numbers_of_a_list_go_on_below_a_paragraph() {
    let numbering = "<w:numbering xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:numFmt w:val='decimal'/></w:lvl></w:abstractNum><w:num w:numId='7'><w:abstractNumId w:val='0'/></w:num></w:numbering>";
    let relations = "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='n' Type='http://x/numbering' Target='n.xml'/></Relationships>";
    let item = |text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='7'/></w:numPr></w:pPr>{}</w:p>",
            r(text)
        )
    };
    let body =
        p("", &r("Titre")) + &item("un") + &item("deux") + &p("", &r("Entre")) + &item("trois");
    let document = format!(
        "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>{body}</w:body></w:document>"
    );
    let bytes = packed(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", document.as_bytes()),
        ("word/n.xml", numbering.as_bytes()),
        ("word/_rels/document.xml.rels", relations.as_bytes()),
    ]);
    let lists = "<text:list-style style:name='L'><text:list-level-style-number text:level='1' style:num-format='1'/></text:list-style>";
    let list = |more: &str, inner: &str| {
        format!("<text:list text:style-name='L' {more}>{inner}</text:list>")
    };
    let row = |text: &str| format!("<text:list-item><text:p>{text}</text:p></text:list-item>");
    let flat = format!(
        "<?xml version='1.0'?><office:document {ODF}><office:automatic-styles>{lists}</office:automatic-styles><office:body><office:text><text:p>Titre</text:p>{}<text:p>Entre</text:p>{}</office:text></office:body></office:document>",
        list("", &(row("un") + &row("deux"))),
        list("text:continue-numbering='true'", &row("trois")),
    );
    for loaded in [given("a.docx", bytes), given("a.fodt", flat.into_bytes())] {
        let starts: Vec<Option<u32>> = only(&loaded)
            .body
            .blocks()
            .iter()
            .filter_map(|block| match block {
                Block::List(list) => Some(list.start),
                _ => None,
            })
            .collect();
        assert_eq!(starts, [Some(1), Some(3)], "{:?}", only(&loaded).body);
    }
}

#[test]
fn a_picture_in_a_box_comes_once() {
    let picture = "<w:r><w:drawing><wp:inline><wp:docPr descr='Quai'/><a:blip r:embed='i'/></wp:inline></w:drawing></w:r>";
    let body = p("Titre", &r("Titre")) + &p("", &(r("Texte") + &boxed(&p("", picture))));
    let png = "iVBORw0KGgoAAAANSUhEUg==";
    let flat = format!(
        "<?xml version='1.0'?><office:document {ODF}><office:body><office:text><text:p>Titre</text:p><text:p>Texte<draw:frame><draw:text-box><text:p><draw:frame><draw:image><office:binary-data>{png}</office:binary-data></draw:image><svg:desc>Quai</svg:desc></draw:frame></text:p></draw:text-box></draw:frame></text:p></office:text></office:body></office:document>"
    );
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in [("a.docx", docx(&body, "", &[])), ("a.fodt", flat.into_bytes())] {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let loaded = crate::ingest::load(&[path], &crate::ingest::Options::default());
        let shown = format!("{:?}", only(&loaded).body);
        assert_eq!(shown.matches("\"Quai\"").count(), 1, "{shown} {:?}", loaded.problems);
    }
}

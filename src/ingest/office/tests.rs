//! Documents as office programs write them, with all that nobody should see in them.

use crate::{
    ingest::{Kind, Loaded, Options, load_given, package::tests::packed},
    model::{Block, Release},
};
use proptest::prelude::*;
use std::collections::BTreeSet;

mod marks;
mod parts;

const W: &str = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' \
    xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships' \
    xmlns:wp='http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing' \
    xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main' xmlns:v='urn:schemas-microsoft-com:vml' \
    xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'";

const STYLES: &str = "<w:style w:type='paragraph' w:styleId='Titre'><w:name w:val='Title'/></w:style>\
    <w:style w:type='paragraph' w:styleId='Titre1'><w:name w:val='heading 1'/></w:style>\
    <w:style w:type='paragraph' w:styleId='Inter'><w:name w:val='Intertitre'/><w:basedOn w:val='Titre1'/></w:style>\
    <w:style w:type='paragraph' w:styleId='TM1'><w:name w:val='toc 1'/></w:style>\
    <w:style w:type='character' w:styleId='lev'><w:name w:val='Strong'/><w:rPr><w:b/></w:rPr></w:style>\
    <w:style w:type='paragraph' w:styleId='Cache'><w:name w:val='Cache'/><w:rPr><w:vanish/></w:rPr></w:style>";

const NUMBERING: &str = "<w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/></w:lvl>\
    <w:lvl w:ilvl='1'><w:numFmt w:val='decimal'/></w:lvl></w:abstractNum><w:num w:numId='3'><w:abstractNumId w:val='0'/></w:num>";

const RELATIONS: &str = "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>\
    <Relationship Id='s' Type='http://x/styles' Target='styles.xml'/><Relationship Id='n' Type='http://x/numbering' Target='numbering.xml'/>\
    <Relationship Id='f' Type='http://x/footnotes' Target='footnotes.xml'/><Relationship Id='c' Type='http://x/comments' Target='/word/comments.xml'/>\
    <Relationship Id='h' Type='http://x/header' Target='header1.xml'/><Relationship Id='i' Type='http://x/image' Target='media/image1.png'/>\
    <Relationship Id='e' Type='http://x/image' Target='../../../etc/passwd'/>\
    <Relationship Id='l' Type='http://x/hyperlink' Target='https://port.example/plan' TargetMode='External'/></Relationships>";

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n0000IHDR0000000000000";

/// A Word document with this body, and this text at the head of its pages.
fn docx(body: &str, header: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let document = format!("<w:document {W}><w:body>{body}</w:body></w:document>");
    let styles = format!("<w:styles {W}>{STYLES}</w:styles>");
    let numbering = format!("<w:numbering {W}>{NUMBERING}</w:numbering>");
    let notes = format!(
        "<w:footnotes {W}><w:footnote w:id='1'><w:p><w:r><w:t>La note.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    );
    let comments = format!(
        "<w:comments {W}><w:comment w:id='0' w:author='SECRET'><w:p><w:r><w:t>SECRET</w:t></w:r></w:p></w:comment></w:comments>"
    );
    let header = format!("<w:hdr {W}>{header}</w:hdr>");
    let mut files: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", document.as_bytes()),
        ("word/styles.xml", styles.as_bytes()),
        ("word/numbering.xml", numbering.as_bytes()),
        ("word/footnotes.xml", notes.as_bytes()),
        ("word/comments.xml", comments.as_bytes()),
        ("word/header1.xml", header.as_bytes()),
        ("word/_rels/document.xml.rels", RELATIONS.as_bytes()),
        ("word/media/image1.png", PNG),
    ];
    files.extend(more.iter().map(|(name, text)| (*name, text.as_bytes())));
    packed(&files)
}

fn p(style: &str, inner: &str) -> String {
    let style = if style.is_empty() {
        String::new()
    } else {
        format!("<w:pPr><w:pStyle w:val='{style}'/></w:pPr>")
    };
    format!("<w:p>{style}{inner}</w:p>")
}

fn r(text: &str) -> String {
    format!("<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>")
}

fn given(name: &str, bytes: Vec<u8>) -> Loaded {
    load_given(&[(name.to_owned(), bytes)], &Options::default())
}

fn kinds(loaded: &Loaded) -> Vec<Kind> {
    let kinds: BTreeSet<Kind> = loaded.problems.iter().map(|problem| problem.kind).collect();
    kinds.into_iter().collect()
}

fn only(loaded: &Loaded) -> &Release {
    let lines: Vec<String> = loaded.problems.iter().map(ToString::to_string).collect();
    assert_eq!(loaded.releases.len(), 1, "{lines:#?}");
    &loaded.releases[0].release
}

fn shape(release: &Release) -> Vec<&'static str> {
    let name = |block: &Block| match block {
        Block::Heading { .. } => "heading",
        Block::Paragraph(_) => "paragraph",
        Block::List { .. } => "list",
        Block::Table { .. } => "table",
        Block::Separator => "separator",
        _ => "other",
    };
    release.body.blocks().iter().map(name).collect()
}

#[test]
fn word_says_what_is_printed() {
    let item = |level: u8, text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='3'/></w:numPr></w:pPr>{}</w:p>",
            r(text)
        )
    };
    let body = [
        p("", &r("COMMUNIQUÉ DE PRESSE")),
        p("", &r("Kerlouarn, le 12 mai 2024")),
        p("Titre", &r("Le quai nord rouvre")),
        p("TM1", &r("Sommaire 1")),
        p("Inter", &r("Travaux")),
        p("", &format!("{}<w:r><w:rPr><w:rStyle w:val='lev'/></w:rPr><w:t>nord</w:t></w:r>{}<w:r><w:footnoteReference w:id='1'/></w:r>", r("Le quai "), r(" rouvre &amp; sert."))),
        p("", &format!("<w:hyperlink r:id='l'>{}</w:hyperlink>", r("Plan"))),
        p("", "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> HYPERLINK \"https://port.example/b\" </w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>Suite</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>"),
        item(0, "un"), item(1, "un un"), item(0, "deux"),
        format!("<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>", p("", &r("Quai")), p("", &r("Jour")), p("", &r("Nord")), p("", &r("Lundi"))),
        p("", "<w:r><w:drawing><wp:inline><wp:docPr descr='Le quai'/><a:blip r:embed='i'/></wp:inline></w:drawing></w:r>"),
    ].concat();
    let loaded = given("quai.docx", docx(&body, "", &[]));
    let release = only(&loaded);
    assert_eq!(
        (release.id.as_str(), release.title.as_deref()),
        ("quai", Some("Le quai nord rouvre"))
    );
    assert_eq!(
        (release.kind.as_deref(), release.place.as_deref()),
        (Some("COMMUNIQUÉ DE PRESSE"), Some("Kerlouarn"))
    );
    assert_eq!(release.published.unwrap().to_string(), "2024-05-12");
    let text = release.text();
    for expected in
        ["Travaux", "Le quai nord rouvre & sert.1", "Plan", "Suite", "un un", "Lundi", "La note."]
    {
        assert!(text.contains(expected), "{expected}: {text}");
    }
    assert!(
        !text.contains("HYPERLINK") && !text.contains("Sommaire") && !text.contains("SECRET"),
        "{text}"
    );
    let all = format!("{:?}", release.body);
    assert!(
        all.contains("https://port.example/plan")
            && all.contains("https://port.example/b")
            && all.contains("Strong"),
        "{all}"
    );
    assert_eq!(
        shape(release).iter().filter(|name| **name == "list").count(),
        2,
        "{:?}",
        shape(release)
    );
    assert!(shape(release).contains(&"table") && shape(release).contains(&"heading"));
    assert!(kinds(&loaded).contains(&Kind::LeftOut) && kinds(&loaded).contains(&Kind::UnsureDate));
}

#[test]
fn what_word_keeps_to_itself_stays_there() {
    for (body, number) in [
        (format!("<w:del w:author='SECRET'><w:r><w:delText>SECRET</w:delText></w:r></w:del><w:ins>{}</w:ins>", r("ajout")), 2),
        ("<w:moveFrom><w:r><w:t>SECRET</w:t></w:r></w:moveFrom>".to_owned(), 1),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>SECRET</w:t></w:r>".to_owned(), 1),
        ("<w:r><w:instrText>SECRET</w:instrText></w:r>".to_owned(), 0),
        ("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>SECRET</w:t></w:r></w:sdtContent></w:sdt>".to_owned(), 1),
        ("<w:r><w:drawing><a:blip r:embed='i'/><a:srcRect l='20000'/></w:drawing></w:r>".to_owned(), 1),
        ("<w:r><w:drawing><a:blip r:embed='e'/></w:drawing></w:r>".to_owned(), 1),
    ] {
        let body = p("Titre", &r("Titre")) + &p("", &format!("{}{body}", r("Texte ")));
        let core = "<cp:coreProperties xmlns:cp='http://schemas.openxmlformats.org/package/2006/metadata/core-properties' xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:creator>SECRET</dc:creator><cp:lastModifiedBy>SECRET</cp:lastModifiedBy></cp:coreProperties>";
        let loaded = given("a.docx", docx(&body, &p("", &r("SECRET header")), &[("docProps/core.xml", core)]));
        let release = only(&loaded);
        assert!(!format!("{release:?}").contains("SECRET"), "{body} {release:?}");
        // The comment of every document here is told, too.
        let told = loaded.problems.iter().filter(|problem| problem.kind == Kind::LeftOut).count();
        assert_eq!(told, 1 + number, "{body} {:?}", loaded.problems);
    }
    let hidden = p("Titre", &r("Titre")) + &p("Cache", &r("SECRET")) + &p("", &r("Texte"));
    assert!(!format!("{:?}", only(&given("a.docx", docx(&hidden, "", &[])))).contains("SECRET"));
}

#[test]
fn a_draft_is_known_by_the_edges_of_its_pages() {
    let body = p("Titre", &r("Titre")) + &p("", &r("Texte"));
    let custom = |name: &str, value: &str| {
        format!(
            "<Properties><property name='{name}'><lpwstr>{value}</lpwstr></property></Properties>"
        )
    };
    let core = |status: &str| {
        format!(
            "<c:p xmlns:c='http://schemas.openxmlformats.org/package/2006/metadata/core-properties'><c:contentStatus>{status}</c:contentStatus></c:p>"
        )
    };
    for (header, more, held) in [
        (p("", &r("Port de Kerlouarn")), None, false),
        (p("", &r("SOUS EMBARGO JUSQU’AU 3 MAI")), None, true),
        (p("", &r("Document interne – ne pas diffuser")), None, true),
        (
            p(
                "",
                "<w:r><w:pict><v:shape><v:textpath string='BROUILLON'/></v:shape></w:pict></w:r>",
            ),
            None,
            true,
        ),
        (String::new(), Some(("docProps/core.xml", core("Draft"))), true),
        (String::new(), Some(("docProps/core.xml", core("Final"))), false),
        (String::new(), Some(("docProps/custom.xml", custom("Embargo", "3 mai"))), true),
        (
            String::new(),
            Some(("docProps/custom.xml", custom("MSIP_Label_x_Name", "Confidentiel"))),
            true,
        ),
        (String::new(), Some(("docProps/custom.xml", custom("Service", "Presse"))), false),
    ] {
        let more: Vec<(&str, &str)> =
            more.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let loaded = given("a.docx", docx(&body, &header, &more));
        assert_eq!(
            (loaded.held.len(), kinds(&loaded).contains(&Kind::UnclearHold)),
            (usize::from(held), held),
            "{header} {more:?} {:?}",
            loaded.problems
        );
    }
    // What stands in the text itself, below a logo of any size.
    let logo = "<w:r><w:drawing><a:blip r:embed='i'/></w:drawing></w:r>";
    let body = p("", logo) + &p("", &r("SOUS EMBARGO JUSQU'AU 3 mai")) + &body;
    assert!(kinds(&given("a.docx", docx(&body, "", &[]))).contains(&Kind::EmbargoInText));
}

const ODF: &str = "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' \
    xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' \
    xmlns:fo='urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0' xmlns:xlink='http://www.w3.org/1999/xlink' \
    xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0' xmlns:svg='urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0' \
    xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:meta='urn:oasis:names:tc:opendocument:xmlns:meta:1.0'";

const TEXT: &str = "<office:automatic-styles><style:style style:name='T1' style:family='text'><style:text-properties fo:font-weight='bold'/></style:style>\
    <style:style style:name='T2' style:family='text'><style:text-properties text:display='none'/></style:style>\
    <style:style style:name='P1' style:family='paragraph' style:parent-style-name='Title'/>\
    <text:list-style style:name='L1'><text:list-level-style-number text:level='1' style:num-format='1'/></text:list-style></office:automatic-styles>\
    <office:body><office:text><text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>SECRET</dc:creator></office:change-info><text:p>SECRET</text:p></text:deletion></text:changed-region></text:tracked-changes>\
    <text:p text:style-name='P1'>Le quai rouvre</text:p><text:h text:outline-level='2'>Travaux</text:h>\
    <text:p>Le quai <text:span text:style-name='T1'>nord</text:span><text:span text:style-name='T2'>SECRET</text:span><text:s text:c='2'/>rouvre<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>La note.</text:p></text:note-body></text:note>.\
    <office:annotation><dc:creator>SECRET</dc:creator><text:p>SECRET</text:p></office:annotation> <text:a xlink:href='https://port.example/plan'>Plan</text:a></text:p>\
    <text:list text:style-name='L1'><text:list-item><text:p>un</text:p><text:list><text:list-item><text:p>un un</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>deux</text:p></text:list-item></text:list>\
    <text:section text:display='none'><text:p>SECRET</text:p></text:section>\
    <table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Quai</text:p></table:table-cell></table:table-row></table:table-header-rows><table:table-row><table:table-cell><text:p>Nord</text:p></table:table-cell></table:table-row></table:table>\
    <text:p><draw:frame><draw:image xlink:href='Pictures/a.png'/><svg:desc>Le quai</svg:desc></draw:frame></text:p></office:text></office:body>";

#[test]
fn opendocument_packed_and_flat() {
    let content = format!("<office:document-content {ODF}>{TEXT}</office:document-content>");
    let meta = format!(
        "<office:document-meta {ODF}><office:meta><dc:creator>SECRET</dc:creator></office:meta></office:document-meta>"
    );
    let files: [(&str, &[u8]); 4] = [
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content.as_bytes()),
        ("meta.xml", meta.as_bytes()),
        ("Pictures/a.png", PNG),
    ];
    let flat = format!("<?xml version='1.0'?><office:document {ODF}>{TEXT}</office:document>");
    for loaded in [given("quai.fr.odt", packed(&files)), given("quai.fr.fodt", flat.into_bytes())] {
        let release = only(&loaded);
        assert_eq!(
            (release.title.as_deref(), release.group.as_deref()),
            (Some("Le quai rouvre"), Some("quai"))
        );
        let text = release.text();
        for expected in ["Travaux", "Le quai nord rouvre1.", "Plan", "un un", "Nord", "La note."] {
            assert!(text.contains(expected), "{expected}: {text}");
        }
        assert!(!format!("{release:?}").contains("SECRET"), "{release:?}");
        let told: Vec<&str> = loaded
            .problems
            .iter()
            .filter(|p| p.kind == Kind::LeftOut)
            .map(|p| p.message.as_str())
            .collect();
        assert!(
            told.iter().any(|told| told.contains("deletion"))
                && told.iter().any(|told| told.contains("comment"))
                && told.iter().any(|told| told.starts_with("2 hidden")),
            "{told:?}"
        );
        assert!(shape(release).contains(&"table") && shape(release).contains(&"list"));
    }
    let styles = format!(
        "<office:document-styles {ODF}><office:master-styles><style:master-page><style:header><text:p>BROUILLON</text:p></style:header></style:master-page></office:master-styles></office:document-styles>"
    );
    let draft: Vec<(&str, &[u8])> =
        files.into_iter().chain([("styles.xml", styles.as_bytes())]).collect();
    assert_eq!(given("a.odt", packed(&draft)).held.len(), 1);
    let locked = [
        ("mimetype", files[0].1),
        ("META-INF/manifest.xml", b"<m><encryption-data/></m>".as_slice()),
        ("content.xml", b"\x01\x02"),
    ];
    assert_eq!(kinds(&given("a.odt", packed(&locked))), [Kind::Syntax]);
}

#[test]
fn broken_documents_are_said() {
    for (name, bytes, kind) in [
        ("a.docx", b"PK\x03\x04".to_vec(), Kind::Syntax),
        ("a.docx", b"words".to_vec(), Kind::UnknownFormat),
        ("a.docx", packed(&[("[Content_Types].xml", b"<x/>")]), Kind::Syntax),
        (
            "a.docx",
            packed(&[("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"")]),
            Kind::Syntax,
        ),
        (
            "a.docx",
            packed(&[("[Content_Types].xml", b"<x/>"), ("xl/workbook.xml", b"")]),
            Kind::UnknownFormat,
        ),
        (
            "a.odt",
            packed(&[("mimetype", b"application/vnd.oasis.opendocument.text")]),
            Kind::Syntax,
        ),
        (
            "a.odt",
            packed(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")]),
            Kind::UnknownFormat,
        ),
        ("a.fodt", b"<office:document>".to_vec(), Kind::Syntax),
    ] {
        let loaded = given(name, bytes);
        assert!(
            loaded.releases.is_empty() && kinds(&loaded).contains(&kind),
            "{name} {:?}",
            loaded.problems
        );
    }
    let deep = format!("{}{}", "<w:sdt><w:sdtContent>".repeat(100_000), r("x"));
    assert!(kinds(&given("a.docx", docx(&deep, "", &[]))).contains(&Kind::Syntax));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn anything_in_a_document_is_read(parts in prop::collection::vec(prop::sample::select(vec![
        "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>a</w:t>", "<w:tbl>", "</w:tbl>", "<w:tr>", "<w:tc>", "</w:tc>", "<w:del>", "</w:del>", "<w:ins>",
        "<w:fldChar w:fldCharType='begin'/>", "<w:fldChar w:fldCharType='separate'/>", "<w:fldChar w:fldCharType='end'/>", "<w:instrText> HYPERLINK \"http://é\"</w:instrText>",
        "<w:hyperlink r:id='l'>", "</w:hyperlink>", "<w:footnoteReference w:id='1'/>", "<w:pPr><w:numPr><w:ilvl w:val='99'/><w:numId w:val='3'/></w:numPr></w:pPr>",
        "<w:drawing><a:blip r:embed='i'/></w:drawing>", "<w:txbxContent>", "<mc:AlternateContent><mc:Choice>", "<w:sdt><w:sdtContent>", "<w:gridSpan w:val='9999999'/>",
    ]), 0..40)) {
        let loaded = given("a.docx", docx(&parts.concat(), "", &[]));
        prop_assert!(!loaded.problems.is_empty());
    }
}

//! Tables whose cells are merged or stand in controls; the parts of an OpenDocument text that stand in lists or list others; what
//! is hidden by its colour; what is cut off; and what a file holds besides what it shows.

use super::{ODF, docx, given, kinds, only, p, r, shape};
use crate::{
    ingest::{Kind, Loaded, load::refuses, office::traces, package::tests::packed},
    model::{Block, blocks_text},
};
use std::path::Path;

/// The cells of the first table, row by row: its text, and how many columns and rows each takes if more than one.
fn cells(loaded: &Loaded) -> Vec<String> {
    let body = only(loaded).body.blocks();
    let table = body.iter().find_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let table = table.unwrap();
    let rows = table.head.iter().chain(&table.body).map(|row| {
        let cells = row.iter().map(|cell| match (cell.columns, cell.rows) {
            (1, 1) => blocks_text(&cell.content),
            (columns, rows) => format!("{}:{columns}x{rows}", blocks_text(&cell.content)),
        });
        cells.collect::<Vec<_>>().join(" ")
    });
    rows.collect()
}

fn told(loaded: &Loaded) -> String {
    let messages = loaded.problems.iter().map(|problem| problem.message.as_str());
    messages.collect::<Vec<_>>().join("\n")
}

fn cell(properties: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p("", &r(text)))
}

#[test]
fn merged_cells_of_word_are_one() {
    let table = |rows: &str| {
        let body = p("Titre", &r("Titre")) + "<w:tbl>" + rows + "</w:tbl>" + &p("", &r("Texte"));
        given("a.docx", docx(&body, "", &[]))
    };
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let (begins, goes_on) = ("<w:vMerge w:val='restart'/>", "<w:vMerge/>");
    for (rows, expected, hidden) in [
        (
            row(&[cell(begins, "A"), cell("", "b")])
                + &row(&[cell(goes_on, ""), cell("", "c")])
                + &row(&[cell("", "d"), cell("", "e")]),
            vec!["A:1x2 b", "c", "d e"],
            false,
        ),
        // Beside a wide one; what the merged cell held before is not shown.
        (
            row(&[cell("<w:gridSpan w:val='2'/>", "W"), cell(begins, "A")])
                + &row(&[cell("", "x"), cell("", "y"), cell(goes_on, "SECRET")]),
            vec!["W:2x1 A:1x2", "x y"],
            true,
        ),
        // One that goes on below nothing is read.
        (
            row(&[cell("", "a"), cell("", "b")]) + &row(&[cell(goes_on, "c"), cell("", "d")]),
            vec!["a b", "c d"],
            false,
        ),
        (
            row(&[
                cell("<w:hMerge w:val='restart'/>", "A"),
                cell("<w:hMerge/>", ""),
                cell("", "b"),
            ]) + &row(&[cell("", "c"), cell("", "d"), cell("", "e")]),
            vec!["A:2x1 b", "c d e"],
            false,
        ),
        (row(&[cell("", "a"), cell("<w:cellDel/>", "SECRET")]), vec!["a"], true),
    ] {
        let loaded = table(&rows);
        assert_eq!(cells(&loaded), expected, "{rows}");
        assert!(!format!("{:?}", loaded.releases).contains("SECRET"));
        let said = told(&loaded);
        assert_eq!(said.contains("hidden") || said.contains("deletion"), hidden, "{said}");
    }
    let control = |inner: &str, properties: &str| {
        format!(
            "<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"
        )
    };
    let rows = control(
        &(control(&row(&[cell("", "a"), control(&cell("", "b"), "")]), "")
            + &row(&[control(&cell("", "Cliquez ici"), "<w:showingPlcHdr/>"), cell("", "d")])),
        "",
    );
    let loaded = table(&rows);
    assert_eq!(cells(&loaded), ["a b", " d"]);
    assert!(told(&loaded).contains("1 placeholder"), "{}", told(&loaded));
}

fn flat(styles: &str, body: &str) -> Loaded {
    let text = format!(
        "<?xml version='1.0'?><office:document {ODF}><office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:text><text:p>Titre</text:p><text:p>Texte</text:p>{body}</office:text></office:body></office:document>"
    );
    given("a.fodt", text.into_bytes())
}

#[test]
fn sources_numbered_paragraphs_and_tables_in_lists_are_text() {
    let table = "<table:table><table:table-row><table:table-cell><text:p>Nord</text:p></table:table-cell></table:table-row></table:table>";
    let numbers = "<text:list-style style:name='L'><text:list-level-style-number text:level='1' style:num-format='1'/></text:list-style>";
    let item = |inner: &str| format!("<text:list-item>{inner}</text:list-item>");
    for (body, text, blocks) in [
        (
            "<text:bibliography><text:bibliography-source/><text:index-body><text:index-title><text:p>Sources</text:p></text:index-title>\
             <text:p>Le Goff, 2020</text:p></text:index-body></text:bibliography>".to_owned(),
            "Texte\nSources\nLe Goff, 2020",
            "paragraph paragraph paragraph",
        ),
        (
            "<text:numbered-paragraph text:list-id='a' text:style-name='L' text:level='1'><text:number>1.</text:number><text:p>un</text:p></text:numbered-paragraph>\
             <text:numbered-paragraph text:list-id='a' text:style-name='L' text:level='1'><text:p>deux</text:p></text:numbered-paragraph>\
             <text:numbered-paragraph text:style-name='L'><text:h text:outline-level='2'>Travaux</text:h></text:numbered-paragraph>".to_owned(),
            "Texte\nun\ndeux\nTravaux",
            "paragraph list heading",
        ),
        (
            format!("<text:list text:style-name='L'>{}{}</text:list>", item(&format!("<text:p>un</text:p>{table}<text:p>suite</text:p>")), item("<text:p>deux</text:p>")),
            "Texte\nun\nNord\nsuite\ndeux",
            "paragraph list table paragraph list",
        ),
        (
            format!("<text:list>{}</text:list>", item("<text:p>un</text:p><text:list><text:list-item><text:p>a</text:p></text:list-item></text:list><text:p>suite</text:p>")),
            "Texte\nun\na\nsuite",
            "paragraph list paragraph",
        ),
    ] {
        let loaded = flat(numbers, &body);
        let release = only(&loaded);
        assert_eq!(blocks_text(&release.body.blocks()), text, "{body}");
        assert_eq!(shape(release).join(" "), blocks, "{body}");
    }
    let contents = "<text:table-of-content><text:index-body><text:p>Travaux 3</text:p></text:index-body></text:table-of-content>";
    let loaded = flat("", contents);
    assert!(!only(&loaded).text().contains('3'));
    assert!(told(&loaded).contains("1 list left out"), "{}", told(&loaded));
}

#[test]
fn white_letters_are_read_only_on_a_colour() {
    const STYLES: &str = "<style:style style:name='W' style:family='text'><style:text-properties fo:color='#FFFFFF'/></style:style>\
        <style:style style:name='A' style:family='text' style:parent-style-name='W'><style:text-properties style:use-window-font-color='true'/></style:style>\
        <style:style style:name='PW' style:family='paragraph'><style:text-properties fo:color='#ffffff'/></style:style>\
        <style:style style:name='B' style:family='text'><style:text-properties fo:color='#000000'/></style:style>\
        <style:style style:name='PB' style:family='paragraph'><style:paragraph-properties fo:background-color='#003366'/></style:style>\
        <style:style style:name='WB' style:family='text'><style:text-properties fo:color='#ffffff' fo:background-color='#003366'/></style:style>";
    let span = |style: &str| format!("<text:span text:style-name='{style}'>BLANC</text:span>");
    for (body, is_read) in [
        (format!("<text:p>{}</text:p>", span("W")), false),
        ("<text:p text:style-name='PW'>BLANC</text:p>".to_owned(), false),
        (format!("<text:p text:style-name='PW'>{}</text:p>", span("B")), true),
        (format!("<text:p text:style-name='PB'>{}</text:p>", span("W")), true),
        (format!("<text:p>{}{}</text:p>", span("WB"), span("A")), true),
        (
            format!(
                "<table:table><table:table-row><table:table-cell><text:p>{}</text:p></table:table-cell></table:table-row></table:table>",
                span("W")
            ),
            true,
        ),
        (
            format!(
                "<text:p>x<draw:frame><draw:text-box><text:p>{}</text:p></draw:text-box></draw:frame></text:p>",
                span("W")
            ),
            true,
        ),
    ] {
        let loaded = flat(STYLES, &body);
        assert_eq!(only(&loaded).text().contains("BLANC"), is_read, "{body}");
        assert_eq!(told(&loaded).contains("1 hidden text"), !is_read, "{body} {}", told(&loaded));
    }
}

#[test]
fn a_document_that_was_cut_off_says_so() {
    let whole = docx(&p("Titre", &r("Titre")), "", &[]);
    for name in ["a.docx", "a.odt", "a.zip"] {
        let loaded = given(name, whole[..whole.len() / 2].to_vec());
        assert_eq!(kinds(&loaded), [Kind::Syntax], "{name}");
        let said = told(&loaded);
        assert!(said.contains("cut off on its way") && said.contains("get it whole"), "{said}");
        assert!(!said.contains("EOCD") && !said.contains("save it anew"), "{said}");
    }
    let loaded = given("a", whole[..whole.len() / 2].to_vec());
    assert!(kinds(&loaded) == [Kind::UnknownFormat] && told(&loaded).contains("cut off"));
}

#[test]
fn what_a_file_holds_besides_its_text_is_found_in_all_its_parts() {
    let relations =
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'/>";
    let word = |body: &str, more: &[(&str, &str)]| {
        let document =
            format!("<w:document><w:body>{}{body}</w:body></w:document>", p("", &r("Titre")));
        let mut files: Vec<(&str, &[u8])> = vec![
            ("[Content_Types].xml", b"<Types/>"),
            ("word/document.xml", document.as_bytes()),
            ("word/_rels/document.xml.rels", relations.as_bytes()),
        ];
        files.extend(more.iter().map(|(name, text)| (*name, text.as_bytes())));
        packed(&files)
    };
    let text = p("", &r("Texte"));
    for (bytes, what) in [
        (word(&text, &[]), None),
        (word(&text, &[("word/comments.xml", "<w:comments/>")]), None),
        (
            word(
                &text,
                &[("word/comments.xml", "<w:comments><w:comment w:author='x'/></w:comments>")],
            ),
            Some("comments"),
        ),
        (
            word("<w:p><w:del w:author='x'><w:r><w:delText>x</w:delText></w:r></w:del></w:p>", &[]),
            Some("tracked changes"),
        ),
        (
            word(
                "<w:p><w:r><w:rPr><w:rPrChange w:author='x'/></w:rPr><w:t>x</w:t></w:r></w:p>",
                &[],
            ),
            Some("tracked changes"),
        ),
        (
            word(&text, &[("word/footnotes.xml", "<w:footnotes><w:ins/></w:footnotes>")]),
            Some("tracked changes"),
        ),
        (word(&text, &[("word/embeddings/a.xlsx", "PK")]), Some("whole files")),
        (
            word("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r></w:p>", &[]),
            Some("hidden text"),
        ),
        (
            word("<w:p><w:r><w:t>SOUS EMBARGO JUSQU'AU 3 MAI</w:t></w:r></w:p>", &[]),
            Some("must not be shown"),
        ),
        (word(&text, &[])[..300].to_vec(), Some("cannot be read")),
    ] {
        let alone = refuses(Path::new("a.docx"), &bytes, false);
        let archive = packed(&[("photo.png", b"\x89PNG"), ("dossier/a.docx", &bytes)]);
        let in_archive = refuses(Path::new("a.zip"), &archive, false);
        match what {
            None => assert_eq!((alone, in_archive), (None, None)),
            Some(what) => {
                assert!(alone.as_deref().is_some_and(|why| why.contains(what)), "{what} {alone:?}");
                let why = in_archive.unwrap_or_default();
                assert!(why.contains(what) && why.contains("dossier/a.docx"), "{what} {why}");
            }
        }
    }
    let flat = |inner: &str| {
        format!(
            "<office:document {ODF}><office:body><office:text>{inner}</office:text></office:body></office:document>"
        )
    };
    assert!(traces(flat("<text:p>a</text:p>").as_bytes()).is_empty());
    assert_eq!(traces(flat("<text:p>a<office:annotation/></text:p>").as_bytes()).len(), 1);
    for (name, is_offered) in [
        ("photo.jpg", true),
        ("LISEZMOI.txt", true),
        ("__MACOSX/._a.docx", true),
        (".DS_Store", true),
        ("_drafts/a.md", false),
        (".env", false),
        ("cle.pem", false),
        ("lettre.eml", false),
        ("inner.zip", false),
    ] {
        let inner =
            if name.ends_with("zip") { packed(&[("a.txt", b"a")]) } else { b"Texte".to_vec() };
        let archive = packed(&[(name, &inner)]);
        assert_eq!(refuses(Path::new("a.zip"), &archive, false).is_none(), is_offered, "{name}");
    }
}

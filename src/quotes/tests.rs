//! Patterns of attribution, a line each.

use super::quotations;
use crate::model::{Block, Inline};

fn paragraph(text: &str) -> Block {
    Block::Paragraph(vec![Inline::Text(text.to_owned())])
}

/// `paragraphs`, parted by `|`, have these quotations: text, speaker, role.
#[track_caller]
fn check(paragraphs: &str, expected: &[(&str, &str, &str)]) {
    let blocks: Vec<Block> = paragraphs.split('|').map(paragraph).collect();
    let told = quotations(&blocks);
    let told: Vec<(&str, &str, &str)> = told
        .iter()
        .map(|told| {
            let role = told.role.as_deref().unwrap_or("-");
            (told.text.as_str(), told.speaker.as_deref().unwrap_or("?"), role)
        })
        .collect();
    assert_eq!(told, expected, "{paragraphs}");
}

#[test]
fn french() {
    let marie = |text| [(text, "Marie Curie-Roux", "directrice")];
    check(
        "« Nous ouvrons lundi », déclare Marie Curie-Roux, directrice.",
        &marie("Nous ouvrons lundi"),
    );
    check(
        "« Nous ouvrons lundi », a déclaré Marie Curie-Roux, directrice.",
        &marie("Nous ouvrons lundi"),
    );
    check(
        "« Nous ouvrons lundi ! » s’est exclamée Marie Curie-Roux, directrice.",
        &marie("Nous ouvrons lundi !"),
    );
    check(
        "\"Nous ouvrons lundi\", tient à préciser la directrice Marie Curie-Roux.",
        &marie("Nous ouvrons lundi"),
    );
    check(
        "« Nous ouvrons lundi », explique pour sa part la directrice, Marie Curie-Roux.",
        &marie("Nous ouvrons lundi"),
    );
    check(
        "Marie Curie-Roux, directrice, a fait savoir : « Nous ouvrons lundi. »",
        &marie("Nous ouvrons lundi."),
    );
    check(
        "Selon Marie Curie-Roux, directrice, « tout ouvre dès lundi ».",
        &marie("tout ouvre dès lundi"),
    );
    check(
        "D’après Marie Curie-Roux, directrice, « tout ouvre dès lundi ».",
        &marie("tout ouvre dès lundi"),
    );
    check(
        "Marie Curie-Roux, directrice, juge que « tout ouvrira dès lundi ».",
        &marie("tout ouvrira dès lundi"),
    );
    check(
        "Un avis de Marie Curie-Roux, directrice : « Tout ouvre dès lundi. »",
        &marie("Tout ouvre dès lundi."),
    );
    check(
        "« Tout ouvre dès lundi. »|— Marie Curie-Roux, directrice",
        &marie("Tout ouvre dès lundi."),
    );
    check(
        "« Nous, explique Marie Curie-Roux, ouvrons tout lundi »",
        &[("Nous, explique Marie Curie-Roux, ouvrons tout lundi", "Marie Curie-Roux", "-")],
    );
    check(
        "« Un premier mot », dit Marie Curie-Roux. « Puis un autre. » Rien. « Belle-Aude »",
        &[("Un premier mot", "Marie Curie-Roux", "-"), ("Puis un autre.", "Marie Curie-Roux", "-")],
    );
    check(
        "« Tout ouvre lundi », indique l’Institut météorologique du Ponant.",
        &[("Tout ouvre lundi", "Institut météorologique du Ponant", "-")],
    );
    check("« Tout ouvre lundi », indique la présidence.", &[("Tout ouvre lundi", "?", "-")]);
    check(
        "« Tout ouvre lundi », disent Jean Petit et Anne Grand.",
        &[("Tout ouvre lundi", "?", "-")],
    );
    check("« J’arrive enfin », dit Jean Le Goff.", &[("J’arrive enfin", "Jean Le Goff", "-")]);
}

#[test]
fn english() {
    let ann = |text| [(text, "Ann Lee", "director")];
    check("“We open on Monday,” said Ann Lee, director.", &ann("We open on Monday,"));
    check("“We open on Monday,” Ann Lee, director, said.", &ann("We open on Monday,"));
    check("“We open on Monday,” says director Ann Lee.", &ann("We open on Monday,"));
    check("Ann Lee, director, said: \"We open on Monday.\"", &ann("We open on Monday."));
    check("Ann Lee, director, told reporters, “We open on Monday.”", &ann("We open on Monday."));
    check("Said Ann Lee, director, “We open on Monday.”", &ann("We open on Monday."));
    check("According to Ann Lee, director, “all of it opens”.", &ann("all of it opens"));
    check("As Ann Lee put it, “all of it opens”.", &[("all of it opens", "Ann Lee", "-")]);
    check("“We open on Monday.” – Ann Lee, director", &ann("We open on Monday."));
    check(
        "“We open,” says Ann Lee, “and we never close.”",
        &[("We open,", "Ann Lee", "-"), ("and we never close.", "Ann Lee", "-")],
    );
    check(
        "“We open,” says Ann Lee.|“It is late,” Lee said. “Very late,” she adds.",
        &[
            ("We open,", "Ann Lee", "-"),
            ("It is late,", "Ann Lee", "-"),
            ("Very late,", "Ann Lee", "-"),
        ],
    );
}

#[test]
fn marks_within_each_other_and_unclosed() {
    check(
        "\"Il m'a dit : \"Tu viens ?\" Et voilà\", raconte Jean Petit.",
        &[("Il m'a dit : \"Tu viens ?\" Et voilà", "Jean Petit", "-")],
    );
    check(
        "« Le bus passait : “Montez !” Rien », dit Jean Petit.",
        &[("Le bus passait : “Montez !” Rien", "Jean Petit", "-")],
    );
    check(
        "Jean Petit raconte : « Le premier jour.|« Le deuxième jour. »",
        &[("Le premier jour. Le deuxième jour.", "Jean Petit", "-")],
    );
    check("« Nous avons gagné, a déclaré Jean Petit.", &[("Nous avons gagné", "Jean Petit", "-")]);
    check(
        "“In the end, all of it,” Ann Lee said. “Bad",
        &[("In the end, all of it,", "Ann Lee", "-")],
    );
    check("un écran de 5\" et un autre de 6\"", &[]);
}

#[test]
fn words_that_nobody_said() {
    for text in [
        "La variété « Belle-Aude » mûrit tôt.",
        "Le concours « Mains au travail » est ouvert.",
        "9 h 30 – « Ce que la mer a déjà fait », par Zélie Hautbois-Farge.",
        "Ann Lee writes “On Ports and Harbours” in her blog.",
        "You might think, “This is not for me.”",
        "When someone asks, “Have you seen it?” we nod.",
        "La porte porte la mention « Défense d’entrer ici ».",
        "The “known unknowns” of it.",
    ] {
        check(text, &[]);
    }
}

#[test]
fn quoted_blocks() {
    let quoted = |content: Vec<Block>, attribution: &str| {
        let attribution = vec![Inline::Text(attribution.to_owned())];
        Block::Quotation {
            content,
            attribution: if attribution == [Inline::Text(String::new())] {
                vec![]
            } else {
                attribution
            },
        }
    };
    let names = |blocks: &[Block]| -> Vec<(String, Option<String>, Option<String>)> {
        quotations(blocks).into_iter().map(|q| (q.text, q.speaker, q.role)).collect()
    };
    let expected =
        vec![("La mer monte.".to_owned(), Some("Jean Petit".to_owned()), Some("maire".to_owned()))];
    let mer = || paragraph("La mer monte.");
    assert_eq!(names(&[quoted(vec![mer()], "Jean Petit, maire")]), expected);
    assert_eq!(names(&[quoted(vec![mer(), paragraph("— Jean Petit, maire")], "")]), expected);
    assert_eq!(names(&[quoted(vec![mer(), paragraph("Jean Petit, maire")], "")]), expected);
    assert_eq!(
        names(&[
            quoted(vec![paragraph("« La mer monte. »")], ""),
            paragraph("— Jean Petit, maire")
        ]),
        expected
    );
    assert_eq!(
        names(&[paragraph("Jean Petit, maire, écrit :"), quoted(vec![mer()], "")]),
        expected
    );
    assert_eq!(names(&[quoted(vec![mer()], "")]), []);
}

#[test]
fn places_are_those_of_the_text() {
    let blocks = [
        Block::Heading { level: 2, content: vec![Inline::Text("Été".into())] },
        Block::Paragraph(vec![
            Inline::Text("Ann Lee said: ".into()),
            Inline::Emphasis(vec![Inline::Text("“We open ".into())]),
            Inline::Code("now".into()),
            Inline::Text(".” Good.".into()),
        ]),
    ];
    let told = quotations(&blocks);
    let [told] = told.as_slice() else { panic!("{told:?}") };
    let all = "ÉtéAnn Lee said: “We open now.” Good.";
    assert_eq!(all.get(told.range.clone()), Some("“We open now.”"));
}

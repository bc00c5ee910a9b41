//! Tables of releases, and what in them withholds.

use crate::ingest::{Kind, Loaded, Options, load_given};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn given(text: impl AsRef<[u8]>) -> Loaded {
    load_given(&[("a.csv".to_owned(), text.as_ref().to_vec())], &Options::default())
}

fn kinds(loaded: &Loaded) -> Vec<Kind> {
    let kinds: BTreeSet<Kind> = loaded.problems.iter().map(|problem| problem.kind).collect();
    kinds.into_iter().collect()
}

#[test]
fn a_line_is_a_release() {
    for (text, encoded) in [
        (
            "id,Titre,Date,Sujets,Texte,émetteur\n1,\"Le quai, rouvert\",2026-11-20,Mer; Travaux,\"Un.\n\nDeux.\",Port\n",
            false,
        ),
        (
            "id;Titre;Date;Sujets;Texte;émetteur\r\n1;Le quai, rouvert;20/11/2026;Mer|Travaux;\"Un.\r\n\r\nDeux.\";Port\r\n",
            true,
        ),
        (
            "\u{feff}sep=\t\nid\tTitre\tDate\tSujets\tTexte\témetteur\n1\tLe quai, rouvert\t2026-11-20\tMer, Travaux\t\"Un.\n\nDeux.\"\tPort\n",
            false,
        ),
    ] {
        let bytes = if encoded {
            encoding_rs::WINDOWS_1252.encode(text).0.into_owned()
        } else {
            text.as_bytes().to_vec()
        };
        let loaded = given(bytes);
        let release = &loaded.releases[0].release;
        assert_eq!(
            (release.id.as_str(), release.title.as_deref()),
            ("1", Some("Le quai, rouvert")),
            "{text}"
        );
        assert_eq!(
            (release.topics.len(), release.text().as_str(), release.issuers[0].name.as_str()),
            (2, "Un.\nDeux.", "Port"),
            "{text}"
        );
        assert_eq!(
            loaded.releases[0].origin.place.clone(),
            crate::ingest::Place::Line(if text.contains("sep=") { 3 } else { 2 })
        );
    }
}

#[test]
fn what_withholds_elsewhere_withholds_here() {
    for (text, held, kind) in [
        ("titre,texte,brouillon\nA,B,oui\nC,D,non\n", 1, Kind::Draft),
        ("titre,texte,statut\nA,B,draft\nC,D,publié\n", 1, Kind::Draft),
        ("titre,texte,embrago_until\nA,B,2030\nC,D,\n", 1, Kind::UnclearHold),
        ("titre,texte,embargo\nA,B, et C,2030-01-15T08:00:00Z\nC,D,\n", 1, Kind::UnclearHold),
        ("titre,texte,brouillon,Brouillon\nA,B,,oui\n", 1, Kind::UnclearHold),
    ] {
        let loaded = given(text);
        assert_eq!(loaded.held.len(), held, "{text} {:?}", loaded.problems);
        assert!(kinds(&loaded).contains(&kind), "{text} {:?}", loaded.problems);
    }
    let loaded = given("titre,texte,note interne\nA,B,zqnote\n");
    assert!(!format!("{:?}", loaded.releases).contains("zqnote"));
    assert!(kinds(&loaded).contains(&Kind::UnknownKey));
}

#[test]
fn a_quotation_mark_that_nothing_closes_swallows_no_embargo() {
    for (text, titles) in [
        (
            "id,titre,texte,embargo\n1,Un,\"ouvert,\n2,Deux,zq,2030-01-15T08:00:00Z\n3,Trois,fin,\n",
            &[][..],
        ),
        (
            "id;titre;embargo;texte\n1;Un;;\"« Bonjour » dit-il\n2;Deux;2030-01-15T08:00:00Z;zq\n3;Trois;;fin \"ok\"\n",
            &[],
        ),
        (
            "id\ttitre\ttexte\tbrouillon\n1\tA\t\"Le quai\" rouvre\tnon\n2\tB\tzq\toui\n3\tC\t\"fin\tnon\n4\tD\tzq\toui\n",
            &["A"],
        ),
        (
            "id,titre,texte,embargo\n1,Un,\"texte\n2,Deux,\"\"zq\"\",2030-01-15T08:00:00Z\n3,Trois,fin\",\n4,Quatre,d,\n",
            &["Quatre"],
        ),
        ("id,titre,texte,embargo\n1,Un,\"Une ligne, deux,\ntrois, quatre, cinq\",\n", &["Un"]),
    ] {
        let loaded = given(text);
        let found: Vec<_> =
            loaded.releases.iter().filter_map(|found| found.release.title.as_deref()).collect();
        assert_eq!(found, titles, "{text} {:?}", loaded.problems);
        assert!(!format!("{:?}", loaded.releases).contains("zq"), "{text}");
        assert_eq!(kinds(&loaded).contains(&Kind::Syntax), !text.contains("cinq"), "{text}");
    }
}

#[test]
fn what_a_column_says_of_when_and_whether_is_obeyed() {
    for (name, value, held) in [
        ("etat", "en cours de validation", true),
        ("validation", "en attente de la directrice", true),
        ("etat", "non validé", true),
        ("levée", "2030-01-01", true),
        ("etat", "validé", false),
        ("publication", "Revue du port", false),
    ] {
        let loaded = given(format!("titre,texte,{name}\nA,B,{value}\n"));
        let embargoed = loaded.releases.iter().any(|found| found.release.embargo_until.is_some());
        assert_eq!(loaded.releases.is_empty() || embargoed, held, "{name} {:?}", loaded.problems);
    }
    let loaded = given("titre,texte,publication\nA,B,2090-01-01\n");
    let day = |found: &crate::ingest::Sourced| found.appears.is_some_and(|day| day.year == 2090);
    assert!(loaded.releases.iter().all(day), "{:?}", loaded.releases);
}

#[test]
fn what_stands_in_a_column_that_nobody_reads_may_withhold() {
    for (name, value, held) in [
        ("live", "false", true),
        ("active", "0", true),
        ("À diffuser", "non", true),
        ("Archivé", "oui", true),
        ("deleted", "1", true),
        ("deleted_at", "2026-01-02", true),
        ("noindex", "1", true),
        ("Publication", "non", true),
        ("Statut éditorial", "brouillon", true),
        ("Phase", "Draft", true),
        ("Ne pas diffuser avant le", "01/01/2030", true),
        ("Accord du maire", "2090-01-01", true),
        ("live", "true", false),
        ("Archivé", "non", false),
        ("deleted_at", "", false),
        ("Photos", "non", false),
        ("Téléphone", "3123456789", false),
        ("Saisi le", "05/06/2020", false),
    ] {
        let loaded = given(format!("titre,texte,{name}\nA,B,{value}\n"));
        let later = |day: Option<crate::model::Date>| day.is_some_and(|day| day.year > 2028);
        let shown = loaded
            .releases
            .iter()
            .any(|found| !later(found.appears) && !later(found.release.embargo_until));
        assert_eq!(shown, !held, "{name} {:?}", loaded.problems);
        assert!(!held || !loaded.problems.is_empty(), "{name}");
    }
    let loaded = given("titre,texte,statut\nA,B,publié\nC,zq,\n");
    assert_eq!((loaded.releases.len(), loaded.held.len()), (1, 1), "{:?}", loaded.problems);
    assert_eq!(given("titre,texte,statut\nA,B,\nC,D,\n").releases.len(), 2);
}

#[test]
fn other_tables_are_none_of_releases() {
    for text in ["date,pluie\n2026-01-01,3\n", "", "\n\n", "a", "titre\nA\n", "\0\0"] {
        let loaded = given(text);
        assert!(
            loaded.releases.is_empty() && kinds(&loaded).contains(&Kind::UnknownFormat),
            "{text:?} {:?}",
            loaded.problems
        );
    }
}

proptest! {
    #[test]
    fn anything_is_read(rows in "([a-zé,;\"\t\n\r|]{0,12}){0,20}") {
        let loaded = given(format!("titre,texte,id\n{rows}"));
        prop_assert!(loaded.releases.len() <= rows.len() + 1);
    }
}

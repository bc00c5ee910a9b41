//! What texts say of themselves, and what only sounds so.

use super::{embargo, embargo_below, file_name, reserved, stamped};

#[test]
fn lines_that_are_not_for_everybody() {
    let long = format!("{} – SOUS EMBARGO JUSQU’AU 15 JANVIER", "Direction ".repeat(14));
    for line in [
        "Document strictement interne",
        "V3 – projet – ne pas communiquer avant validation DG",
        "Projet",
        "Note - interne - DG",
        &long,
    ] {
        assert!(reserved(line), "{line}");
    }
    for line in ["Service de médecine interne", "Port de Kerlouarn – Projet de quai", ""] {
        assert!(!reserved(line), "{line}");
    }
    assert!(stamped("DOCUMENT DE TRAVAIL – VERSION PROVISOIRE") && stamped("À VALIDER"));
    assert!(!stamped(&long));
    let far = "Ligne.\n".repeat(30) + "SOUS EMBARGO JUSQU’AU 15 JANVIER 2030";
    assert!(embargo_below(&far).is_some());
    let prose =
        format!("{}, après la levée de l’embargo russe sur le poisson", "Le port ".repeat(16));
    assert_eq!(embargo_below(&prose), None);
}

#[test]
fn announcements() {
    for text in [
        "SOUS EMBARGO JUSQU'AU 15 JANVIER 2030 À 8 H",
        "Sous embargo jusqu’au 15 janvier, 8 h\n\nLe port…",
        "Titre\n\n**SOUS EMBARGO** jusqu'au 3 mai",
        "<p><strong>SOUS EMBARGO jusqu'au 15 janvier 2030, 8 h</strong></p><p>Texte</p>",
        "<!-- sous embargo -->\nTexte",
        "EMBARGOED UNTIL 8am GMT, 15 January 2030",
        "*** EMBARGO: 15/01/2030 ***",
        "EMBARGO – mardi 15 janvier à 8 h",
        "Not for release before 10 a.m. Tuesday",
        "NE PAS DIFFUSER AVANT LE 15 JANVIER",
        "À ne pas publier avant lundi",
        "Hold for release: Monday",
        "Communiqué de presse – sous embargo jusqu'à lundi",
        "BROUILLON",
        "Confidentiel",
        "DRAFT",
        "[EMBARGO] Résultats annuels",
        "E M B A R G O",
        "D R A F T",
        "<b>EM</b>BARGO 15/01/2030",
        "**EM**BARGO 15/01/2030",
        "Em\u{ad}bargo : 15/01/2030",
        "DRAFT v2",
        "Résultats annuels (sous embargo)",
        "embargo_until: 2030-01-15T08:00:00+01:00",
    ] {
        assert!(embargo(text).is_some(), "{text}");
    }
}

#[test]
fn what_only_speaks_of_one() {
    let far = "Une ligne de texte qui n’en dit rien.\n".repeat(40) + "Sous embargo jusqu'au 3 mai";
    for text in [
        "Embargo sur les armes : le Conseil se réunit",
        "Le Conseil lève l’embargo sur le poisson",
        "Brouillon de culture : une émission",
        "Draft for public comment",
        "Confidentiel Défense : un film",
        "For immediate release",
        "Not for release, publication or distribution in the United States",
        "Pour diffusion immédiate",
        "Le port rouvre",
        "",
        far.as_str(),
    ] {
        assert_eq!(embargo(text), None, "{text}");
    }
}

#[test]
fn names_of_files() {
    for (name, expected) in [
        ("rachat-SOUS-EMBARGO", true),
        ("rachat-sous-embargo.fr", true),
        ("brouillon-budget", true),
        ("2026-11-20 budget (à valider)", true),
        ("budget.draft", true),
        ("draft", true),
        ("draft-web-standards", false),
        ("embargoes-on-fish", false),
        ("quai", false),
    ] {
        assert_eq!(file_name(name), expected, "{name}");
    }
}

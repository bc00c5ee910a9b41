//! What the law of the newsroom's country usually wants on a site and is not there. Advice for a publisher who has no lawyer at
//! hand, never a reason to refuse: which law holds depends on who publishes (an authority, a company, an association).

use super::own::Purpose;
use crate::{
    ingest::{Kind, Loaded, Place, Problem, plain_name},
    model::{Release, blocks_text},
};

/// The members of the European Union, and of its economic area.
const UNION: &str =
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK";

/// A page that is usually wanted, and by what.
type Wanted = (Purpose, &'static str);

/// What is usually wanted in a country.
fn wanted(country: &str) -> Vec<Wanted> {
    let [legal, privacy, accessibility] =
        [Purpose::Legal, Purpose::Privacy, Purpose::Accessibility];
    match country {
        "FR" => vec![
            (
                legal,
                "mentions légales: who publishes, who is directeur de la publication, who hosts the site (LCEN)",
            ),
            (
                privacy,
                "what is kept of readers and by whom (RGPD, article 13); \"nothing\" is an answer",
            ),
            (
                accessibility,
                "a déclaration d'accessibilité (law of 11 February 2005, article 47; RGAA), of authorities and large companies",
            ),
        ],
        "BE" => vec![
            (
                legal,
                "who publishes, with address, e-mail and company number (Code de droit économique, XII.6)",
            ),
            (privacy, "what is kept of readers and by whom (GDPR, article 13)"),
            (accessibility, "an accessibility statement, of authorities (Directive 2016/2102)"),
        ],
        "CH" => vec![
            (legal, "who publishes, with address and e-mail (UCA, article 3.1.s)"),
            (privacy, "what is kept of readers, by whom and in which countries (FADP, article 19)"),
            (accessibility, "how accessible the site is, of authorities (eCH-0059)"),
        ],
        "CA" => vec![
            (
                privacy,
                "what is kept of readers and who answers for it (PIPEDA; in Québec Law 25, with the person's title)",
            ),
            (
                accessibility,
                "an accessibility plan and how to give feedback (ACA; AODA in Ontario), of authorities and larger employers",
            ),
        ],
        "GB" => vec![
            (
                legal,
                "the company's name, number and registered office (Companies Act 2006, trading disclosures)",
            ),
            (privacy, "what is kept of readers and by whom (UK GDPR, article 13)"),
            (accessibility, "an accessibility statement, of authorities (regulations of 2018)"),
        ],
        country if UNION.split(' ').any(|member| member == country) => vec![
            (legal, "who publishes, with address and e-mail (Directive 2000/31, article 5)"),
            (privacy, "what is kept of readers and by whom (GDPR, article 13)"),
            (accessibility, "an accessibility statement, of authorities (Directive 2016/2102)"),
        ],
        _ => Vec::new(),
    }
}

/// What a French legal notice usually says, with words that show it.
const FRENCH: [(&str, &[&str]); 3] = [
    (
        "the éditeur (who publishes, with address)",
        &["editeur", "editrice", "editepar", "publisher", "publishedby"],
    ),
    (
        "the directeur or directrice de la publication",
        &[
            "directeurdelapublication",
            "directricedelapublication",
            "directeurdepublication",
            "directricedepublication",
            "responsabledelapublication",
            "publicationdirector",
            "directorofpublication",
        ],
    ),
    (
        "the hébergeur (who hosts the site, with address and telephone)",
        &["hebergeur", "hebergement", "hebergepar", "hostedby", "hosting", "host"],
    ),
];

/// What is missing.
pub(super) fn advice(loaded: &Loaded) -> Vec<Problem> {
    let Some(country) = country(loaded) else { return Vec::new() };
    let purpose = |page: &Release| Purpose::of(page);
    let is_there =
        |wanted: Purpose| loaded.pages.iter().any(|page| purpose(&page.release) == wanted);
    let name = |purpose: Purpose| match purpose {
        Purpose::Legal => ("legal notice", "mentions-legales"),
        Purpose::Privacy => ("privacy notice", "confidentialite"),
        _ => ("accessibility statement", "accessibilite"),
    };
    let missing = wanted(&country).into_iter().filter(|(wanted, _)| !is_there(*wanted)).map(|(wanted, why)| {
        let (what, file) = name(wanted);
        let message = format!(
            "no page of the newsroom's own is a {what}; in {country} the law usually wants {why}; if it holds for you, write \
             pages/{file}.fr.md"
        );
        let place = Place::Pointer("/_newsroom/country".to_owned());
        Problem::new(&loaded.look.source, place, Kind::LegalAdvice, message)
    });
    let mut told: Vec<Problem> = missing.collect();
    if country == "FR" {
        let notices = loaded.pages.iter().filter(|page| purpose(&page.release) == Purpose::Legal);
        for page in notices {
            let text = plain_name(&blocks_text(&page.release.body.blocks())).into_owned();
            let lacks =
                FRENCH.iter().filter(|(_, words)| !words.iter().any(|word| text.contains(word)));
            let lacks: Vec<&str> = lacks.map(|(what, _)| *what).collect();
            if !lacks.is_empty() {
                let message =
                    format!("a legal notice in France usually says more: {}", lacks.join("; "));
                let (source, place) = (&page.origin.source, page.origin.place.clone());
                told.push(Problem::new(source, place, Kind::LegalAdvice, message));
            }
        }
    }
    told
}

/// The country that is stated, else that of the first language that names one (`fr-CA`).
fn country(loaded: &Loaded) -> Option<String> {
    let region = |tag: &str| {
        tag.split('-').skip(1).find(|part| part.len() == 2).map(str::to_ascii_uppercase)
    };
    let stated = loaded.look.country.clone();
    stated
        .or_else(|| loaded.newsroom.languages.iter().find_map(|language| region(language.as_str())))
}

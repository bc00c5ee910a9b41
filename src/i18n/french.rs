//! L’interface en français.

use super::{Messages, numbers};
use crate::model::{Date, MediaKind, Month, State};
use crate::search::{Facet, Sort};

const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

const SHORT_MONTHS: [&str; 12] = [
    "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.",
    "déc.",
];

fn number(n: u64) -> String {
    numbers::grouped(n, '\u{202f}')
}

/// `n` with its noun, singular for 0 and 1.
fn count(n: u64, singular: &str, plural: &str) -> String {
    format!("{} {}", number(n), if n < 2 { singular } else { plural })
}

fn ordinal(day: u8) -> String {
    if day == 1 { "1er".to_owned() } else { day.to_string() }
}

fn name(months: &'static [&'static str; 12], month: u8) -> &'static str {
    months.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or_default()
}

fn date(date: &Date) -> String {
    format!("{} {} {}", ordinal(date.day), name(&MONTHS, date.month), date.year)
}

fn month(month: Month) -> String {
    format!("{} {}", name(&MONTHS, month.month), month.year)
}

pub(super) static MESSAGES: Messages = Messages {
    skip_to_content: "Aller au contenu",
    skip_to_results: "Aller aux communiqués",
    skip_to_filters: "Aller aux filtres",
    interface_language: "Langue de l’interface",
    theme: "Thème",
    theme_auto: "Automatique",
    theme_light: "Clair",
    theme_dark: "Sombre",
    newsroom: "Salle de presse",
    about: "À propos",
    follow: "Suivre",
    people: "Contacts presse",
    licences: "Licences des logiciels qu’il emploie",
    made_with: "Publié avec Kiosque\u{a0}: un dossier de fichiers, sans serveur ni traceur.",
    built_from: |n| count(n.into(), "communiqué publié", "communiqués publiés"),

    search_label: "Rechercher dans les communiqués",
    search_placeholder: "Un mot, un nom, un lieu…",
    clear_search: "Effacer la recherche",
    filters: "Filtres",
    show_filters: |n| match n {
        0 => "Filtrer".to_owned(),
        n => format!("Filtrer ({n})"),
    },
    topics: "Sujets",
    facet: |facet| match facet {
        Facet::Topic => "Sujet",
        Facet::Issuer => "Émetteur",
        Facet::Language => "Langue",
        Facet::Place => "Lieu",
        Facet::Kind => "Nature",
        Facet::With => "Avec",
    },
    year: "Année",
    with_media: "Photos et médias",
    with_contact: "Contact presse",
    with_attachment: "Pièces jointes",
    values: |facet, n| match (facet, n) {
        (Some(Facet::Topic), 1) => "sujet",
        (Some(Facet::Topic), _) => "sujets",
        (Some(Facet::Issuer), 1) => "émetteur",
        (Some(Facet::Issuer), _) => "émetteurs",
        (Some(Facet::Language), 1) => "langue",
        (Some(Facet::Language), _) => "langues",
        (Some(Facet::Place), 1) => "lieu",
        (Some(Facet::Place), _) => "lieux",
        (Some(Facet::Kind | Facet::With), 1) => "critère",
        (Some(Facet::Kind | Facet::With), _) => "critères",
        (None, 1) => "année",
        (None, _) => "années",
    },
    show_more_of: "Afficher _ _ de plus",
    find_among: "Chercher parmi _ _",
    show_fewer: "Afficher moins",
    show_results: |n| format!("Afficher {}", count(n.into(), "communiqué", "communiqués")),
    chosen: "Filtres choisis",
    remove: |label| format!("Retirer le filtre {label}"),
    clear_all: "Tout effacer",
    sort: "Trier par",
    sort_by: |sort| match sort {
        Sort::Relevance => "Pertinence",
        Sort::Newest => "Plus récents",
        Sort::Oldest => "Plus anciens",
    },
    results: |n| count(n.into(), "communiqué", "communiqués"),
    stories: |stories, texts| {
        let stories = count(stories.into(), "communiqué", "communiqués");
        format!("{stories}, {} avec versions et reprises", number(texts.into()))
    },
    versions_counted: ", versions et reprises comprises",
    like: |n| if n == 1 { "et un semblable".into() } else { format!("et {n} semblables") },
    shown_of: |shown, total| {
        format!("{} affichés sur {}", number(shown.into()), number(total.into()))
    },
    show_more: |n| match n {
        1 => "Afficher le dernier".to_owned(),
        n => format!("Afficher {} de plus", number(n.into())),
    },
    partly: |n| match n {
        1 => "1 autre n’a qu’une partie des mots".to_owned(),
        n => format!("{} autres n’ont qu’une partie des mots", number(n.into())),
    },
    only_partly: "Une partie des mots seulement",
    undated: "Date non indiquée",
    lead: "À la une",
    and_others: "_, _ et _ autres",
    period: |from, to| match from == to {
        true => month(from),
        false => format!("{} – {}", month(from), month(to)),
    },

    understood: "Compris ainsi\u{a0}:",
    quoted: "«\u{a0}_\u{a0}»",
    exactly: "exactement _",
    in_title: "_ dans le titre",
    without: "sans _",
    or: " ou ",
    named: "_\u{a0}: _",
    no_such: "rien qui s’appelle «\u{a0}_\u{a0}»",
    since: "depuis _",
    up_to: "jusqu’à _",
    beginning: "mots commençant par _",
    too_common: "non exigés, car partout\u{a0}: _",
    any_words: "aucun communiqué n’a tout de _\u{202f}: ceux qui en ont le plus viennent d’abord",
    given_up: "sans _, qu’aucun communiqué n’a avec le reste",
    nowhere: "dans aucun communiqué\u{a0}: _",
    in_no_such_order: "_ n’est nulle part dans cet ordre\u{a0}: ses mots ont été cherchés",
    cut_query: "seul le début est cherché",
    corrected: "Aucun communiqué n’a _. Voici les communiqués pour",
    search_help: "Comment chercher",
    search_help_intro: "Tout texte convient. Accents, majuscules, pluriels et fautes de frappe sont pardonnés, et le mot en cours de frappe vaut pour tous ceux qui commencent ainsi, jusqu’à la touche Entrée. Pour être plus précis\u{a0}:",
    query_language: &[
        (
            "port énergie",
            "les deux mots\u{202f}; les communiqués qui n’en ont qu’un peuvent suivre",
        ),
        (
            "«\u{a0}plan de relance\u{a0}»",
            "ces mots, dans cet ordre\u{202f}; les guillemets droits conviennent aussi",
        ),
        (
            "-travaux",
            "sans ce mot\u{202f}; de même devant une expression ou un champ, mais devant un chiffre c’est un moins",
        ),
        ("port OU gare", "l’un ou l’autre"),
        ("(port OU gare) \"de nuit\"", "les parenthèses regroupent"),
        ("titre:budget", "dans le titre"),
        ("sujet:santé", "sur ce sujet\u{202f}; une partie du nom suffit"),
        ("émetteur:\"ville de\"", "de cet émetteur"),
        ("langue:en", "dans cette langue"),
        ("lieu:\"Le Mans\"", "de ce lieu"),
        ("nature:avis", "de cette nature, dans le mot de l’éditeur"),
        ("avec:contact", "avec un contact presse\u{202f}; de même avec:media, avec:attachment"),
        ("date:2024", "de cette année ou de ce mois (date:2024-03)"),
        ("date:2024-03..2024-06", "d’un mois à un autre"),
        ("après:2023-06", "de ce mois ou plus tard"),
        ("avant:2023", "avant cette année ou ce mois"),
    ],

    timeline: "Communiqués par mois",
    timeline_label: "Communiqués par mois, de _ à _",
    timeline_peak: "\u{202f}; le plus en _\u{a0}: _",
    from: "De",
    until: "à",
    first_month: "premier mois",
    last_month: "dernier mois",
    in_figures: "En chiffres",
    total: "Total",

    follow_intro: "Un fil est une adresse que lit un lecteur de fils\u{a0}: chaque nouveau communiqué y arrive de lui-même, \
                   sans inscription ni adresse électronique. Copiez dans le vôtre l’adresse d’un fil, ou importez-les tous.",
    follow_none: "Cette salle de presse ne publie pas de fil.",
    everything: "Tous les communiqués",
    opml: "Tous les fils en un fichier (OPML)",
    feed_of_list: "Fil à suivre\u{a0}:",
    all_feeds: "Tous les fils",

    duty: "Permanence",
    spokespeople: "Porte-parole",
    spokespeople_absent: "Cette salle de presse ne nomme pas de porte-parole.",
    named_contacts: "Contacts des communiqués",
    named_contacts_absent: "Aucun communiqué ne nomme de contact.",
    vcard: "Carte de visite (vCard)",

    nothing_found: "Aucun communiqué ne correspond",
    nothing_found_advice: "Vérifiez l’orthographe, essayez un mot plus court ou retirez un filtre.",
    drop_filter: |label, n| {
        format!(
            "Sans «\u{a0}{label}\u{a0}»\u{a0}: {}",
            count(n.into(), "communiqué", "communiqués")
        )
    },
    did_you_mean: ("Vouliez-vous dire ", "\u{202f}?"),
    search_without_filters: "Chercher sans filtre",
    unavailable_words: "Une partie de l’index n’a pas pu être lue. Impossible de chercher\u{a0}: _.",

    untitled: "Communiqué sans titre",
    no_text: "Ce communiqué n’a pas de texte.",
    topics_of: "Sujets",
    also_in: "Autre langue",
    issuer_absent: "Émetteur non indiqué",
    date_absent: "Date non indiquée",
    distributor_absent: "Diffuseur non indiqué",
    provenance: "Provenance",
    sent: "Envoyé",
    distributed_by: "Diffusé par",
    printed_by: "Paru sur",
    first_appeared: "Adresse d’origine",
    modified: "Modifié",
    kind: "Nature",
    language: "Langue",
    language_absent: "Langue non indiquée",
    rights: "Droits",
    identifier: "Identifiant",
    state: |state| match state {
        State::Corrected => "Corrigé",
        State::Updated => "Mis à jour",
        State::Withdrawn => "Retiré",
    },
    state_on: |state, date| match state {
        State::Corrected => format!("Communiqué corrigé le {date}"),
        State::Updated => format!("Communiqué mis à jour le {date}"),
        State::Withdrawn => format!("Communiqué retiré le {date}"),
    },
    note_absent: "Le motif n’en est pas indiqué.",
    what_changed: |date| match date {
        Some(date) => format!("Ce qui a changé depuis le texte du {date}"),
        None => "Ce qui a changé depuis un texte antérieur".to_owned(),
    },
    what_changed_legend: "Barré\u{a0}: retiré. Souligné\u{a0}: ajouté.",
    contacts: "Contacts presse",
    contacts_absent: "Aucun contact n’est indiqué pour ce communiqué.",
    about_issuer: "À propos de l’émetteur",
    media: "Photos et médias",
    media_promised: |topic| {
        format!(
            "Le sujet «\u{a0}{topic}\u{a0}» annonce des médias, mais aucun n’accompagne ce communiqué."
        )
    },
    full_size: "Taille réelle",
    alt: "Texte alternatif",
    credit: "Crédit",
    licence: "Licence",
    pixels: "Dimensions",
    file: "Fichier",
    not_stated: "non indiqué",
    captions: "Sous-titres",
    transcript: "Transcription",
    download: "Télécharger",
    elsewhere: "Hébergé ailleurs\u{a0}: _",
    place_of: "_ sur _",
    previous_picture: "Image précédente",
    next_picture: "Image suivante",
    download_all: "Tout télécharger (ZIP, _)",
    zip_too_large: "L’ensemble fait _\u{a0}: trop pour être réuni ici. Les fichiers se prennent un à un.",
    zip_done: "Le fichier ZIP est prêt.",
    zip_failed: "Un des fichiers n’a pas pu être lu.",
    media_kind: |kind| match kind {
        MediaKind::Picture => "Images",
        MediaKind::Film => "Films",
        MediaKind::Sound => "Sons",
        MediaKind::Document => "Documents",
    },
    exhibits: "Fichiers\u{a0}: _",
    all_of_them: "Tous",
    list_pictures: "Images",
    kits: "Dossiers de presse",
    gathered: "Dans ce dossier",
    image_elsewhere: |host| format!("Image hébergée ailleurs\u{a0}: {host}"),
    image_no_alt: "Image sans description",
    attachments: "Pièces jointes",
    copy: "Copier",
    copied: "Copié",
    copy_failed: "La copie n’a pas abouti.",
    copy_link: "Copier le lien",
    print: "Imprimer",
    reading: "Confort de lecture",
    larger_text: "Agrandir le texte",
    smaller_text: "Réduire le texte",
    wider_lines: "Interlignes plus larges",
    refined_typography: "Typographie soignée",
    mark_found: "Surligner les mots cherchés",
    back_to_list: "Retour à la liste",
    previous_in_list: "Précédent dans la liste",
    next_in_list: "Suivant dans la liste",
    related: "À lire aussi",
    same_quotation: "Mêmes propos\u{a0}: ",
    same_text: "Texte en partie le même",
    same_topic: "Même sujet\u{a0}: ",
    same_issuer: "Même émetteur",
    same_words: "Mots en commun\u{a0}: ",

    loading: "Chargement…",
    not_found: "Cette page n’existe pas",
    not_found_advice: "Le communiqué a peut-être été retiré, ou l’adresse est incomplète. La recherche le retrouvera s’il est encore publié.",
    set_missing: "Les communiqués sont introuvables",
    set_missing_advice: "Le fichier «\u{a0}set/set.json\u{a0}» n’est pas à côté de cette page. Si vous publiez ce site, déposez-y aussi le dossier «\u{a0}set\u{a0}» du site.",
    set_broken: "Les communiqués sont illisibles",
    set_broken_advice: "Un fichier du dossier «\u{a0}set\u{a0}» est tronqué ou abîmé. Si vous publiez ce site, déposez à nouveau tout son dossier.",
    set_other_version: "Ce site vient d’être mis à jour",
    set_other_version_advice: "Les communiqués et le lecteur ne sont pas de la même version. Rechargez la page\u{202f}; si cela persiste, le dossier publié mélange deux versions de Kiosque.",
    text_missing: "Le texte de ce communiqué n’est pas là",
    text_missing_advice: "Il n’est pas gardé dans ce navigateur, et n’a pas pu être reçu. Réessayez une fois le réseau revenu, \
                          ou gardez alors toute la salle de presse\u{a0}: elle se lit ensuite sans réseau.",
    part_missing: "Une partie des communiqués n’a pas pu être chargée",
    part_missing_advice: "La connexion est peut-être interrompue, ou une nouvelle version vient d’être publiée.",
    empty_newsroom: "Rien n’a encore été publié ici.",
    details: "Détails",
    try_again: "Réessayer",
    go_home: "Voir tous les communiqués",

    saved: "Enregistrés",
    save: "Enregistrer",
    no_longer_save: "Retirer",
    nothing_saved: "Rien n’est encore enregistré. Sur la page d’un communiqué, le bouton «\u{a0}Enregistrer\u{a0}» ou la touche s le gardent ici.",
    saved_here: "Ces communiqués sont notés dans ce navigateur et nulle part ailleurs.",
    export_saved: "Exporter la liste",
    import_saved: "Importer une liste",
    saved_unreadable: "Ce fichier n’est pas une liste de communiqués enregistrés.",
    offline: "Hors ligne",
    offline_unknown: "Ce navigateur ne garde pas encore cette salle de presse\u{a0}: il lui faut une connexion sécurisée (https) et un instant.",
    offline_not: "Les pages déjà lues s’ouvrent sans connexion. Vous pouvez garder aussi toutes les autres, et la recherche.",
    offline_failed: "Tout n’a pas pu être gardé\u{a0}: la connexion est coupée, ou la place manque.",
    update_there: "Une nouvelle version de cette salle de presse est là.",
    show_update: "L’afficher",
    asleep: "La recherche, les filtres et l’enregistrement ne marchent pas pour le moment\u{202f}; cette page peut être lue.",
    needs_scripts: "Sans JavaScript, la recherche et les filtres ne fonctionnent pas\u{202f}; les communiqués et les listes se lisent.",
    the_others: "Autres communiqués de cette liste",
    keep_all: |size| format!("Garder tout ({size})"),
    offline_keeping: |done, all| format!("{done} sur {all}"),
    offline_all: |size| format!("Tout est gardé dans ce navigateur ({size})."),

    shortcuts: "Raccourcis clavier",
    shortcut_list: &[
        ("/", "Rechercher"),
        ("j", "Communiqué suivant"),
        ("k", "Communiqué précédent"),
        ("o", "Ouvrir le communiqué"),
        ("u", "Revenir à la liste"),
        ("s", "Enregistrer le communiqué, ou non"),
        ("?", "Afficher cette aide"),
    ],
    shortcuts_on: "Activer les raccourcis d’une seule touche",
    close: "Fermer",

    number,
    date,
    short_date: |date| {
        format!("{} {} {}", ordinal(date.day), name(&SHORT_MONTHS, date.month), date.year)
    },
    date_time: |when| {
        numbers::with_time(when, &date(when), " à ", |time| match time.minute {
            0 => format!("{}\u{a0}h", time.hour),
            minute => format!("{}\u{a0}h\u{a0}{minute:02}", time.hour),
        })
    },
    month,
    short_month: |month| name(&SHORT_MONTHS, month),
    language_name: |tag| {
        Some(match tag {
            "ar" => "arabe",
            "br" => "breton",
            "ca" => "catalan",
            "de" => "allemand",
            "en" => "anglais",
            "es" => "espagnol",
            "eu" => "basque",
            "fr" => "français",
            "he" => "hébreu",
            "it" => "italien",
            "iu" => "inuktitut",
            "ja" => "japonais",
            "nl" => "néerlandais",
            "oc" => "occitan",
            "pl" => "polonais",
            "pt" => "portugais",
            "ru" => "russe",
            "tr" => "turc",
            "uk" => "ukrainien",
            "zh" => "chinois",
            _ => return None,
        })
    },
    size: |bytes| numbers::file_size(bytes, ',', ["o", "ko", "Mo"]),
};

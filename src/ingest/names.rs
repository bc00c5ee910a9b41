//! The names under which a release's fields are known, in both languages and in other programs.
//!
//! Names are compared without case, accents and punctuation ([`plain`]): `date_published`,
//! `datePublished` and `Date Published` are one name. Where two of a list stand in one release,
//! the one that comes first in the list is read.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

/// A name as it is compared: its Latin letters and digits, in lower case.
pub(crate) fn plain(name: &str) -> Cow<'_, str> {
    if name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
        return Cow::Borrowed(name);
    }
    // The names in the lists below are asked for in every release.
    if let Some(known) = PLAIN.get(name) {
        return Cow::Borrowed(known);
    }
    Cow::Owned(letters(name))
}

fn letters(name: &str) -> String {
    let ascii =
        if name.is_ascii() { Cow::Borrowed(name) } else { Cow::Owned(deunicode::deunicode(name)) };
    let kept = ascii.chars().filter(char::is_ascii_alphanumeric);
    kept.map(|c| c.to_ascii_lowercase()).collect()
}

/// The names of all lists with their letters.
static PLAIN: LazyLock<HashMap<&str, String>> = LazyLock::new(|| {
    let own = ALL.iter().chain(part::ALL).flat_map(|list| list.iter());
    own.map(|name| (*name, letters(name))).collect()
});

/// The letters of the names of a release's own fields.
static KNOWN: LazyLock<HashSet<String>> =
    LazyLock::new(|| ALL.iter().flat_map(|list| list.iter()).map(|name| letters(name)).collect());

/// The letters of [`APPEARS`].
static DAYS: LazyLock<HashSet<String>> =
    LazyLock::new(|| APPEARS.iter().map(|name| letters(name)).collect());

/// Whether a [`plain`] name says so if a date stands under it: other programs have other things there.
pub(super) fn may_be_day(name: &str) -> bool {
    matches!(name, "publication" | "parution" | "diffusion" | "release" | "sortie" | "online")
}

/// Whether a [`plain`] name says when a release appears.
pub(super) fn is_day(name: &str) -> bool {
    DAYS.contains(name)
}

pub(super) const ID: &[&str] = &["id", "identifier", "identifiant", "guid", "uuid"];
pub(super) const TITLE: &[&str] = &["title", "titre", "headline", "intitulé"];
pub(super) const SUMMARY: &[&str] = &[
    "summary",
    "description",
    "deck",
    "excerpt",
    "abstract",
    "lead",
    "standfirst",
    "résumé",
    "chapô",
    "chapeau",
    "accroche",
    "extrait",
];
pub(super) const LANGUAGE: &[&str] = &["language", "lang", "locale", "langue", "in_language"];
pub(super) const URL: &[&str] =
    &["url", "external_url", "source_url", "canonical_url", "canonical", "link", "lien", "adresse"];
pub(super) const PUBLISHED: &[&str] = &[
    "date_published",
    "published",
    "date",
    "published_at",
    "publish_date",
    "pub_date",
    "publication_date",
    "published_on",
    "date_publication",
    "date_de_publication",
    "publié",
    "publié_le",
    "date_envoi",
    "envoyé_le",
    "created",
    "date_created",
];
/// Those of [`PUBLISHED`] that say when a text is to appear, so that a later one of them waits.
pub(super) const APPEARS: &[&str] = &[
    "date_published",
    "published",
    "date",
    "published_at",
    "publish_date",
    "pub_date",
    "publication_date",
    "published_on",
    "date_publication",
    "date_de_publication",
    "publié",
    "publié_le",
    "publish_at",
    "publish_on",
    "publish_from",
    "published_from",
    "scheduled",
    "scheduled_at",
    "scheduled_for",
    "schedule",
    "go_live",
    "go_live_at",
    "go_live_date",
    "available_from",
    "visible_from",
    "mise_en_ligne",
    "date_de_mise_en_ligne",
    "à_publier_le",
    "publier_le",
    "date_de_diffusion",
    "diffusion_le",
    "parution",
    "date_de_parution",
    "publish_schedule",
    "utc_publish_schedule",
    "first_published",
];
pub(super) const MODIFIED: &[&str] = &[
    "date_modified",
    "modified",
    "updated",
    "lastmod",
    "updated_at",
    "last_modified",
    "modified_at",
    "date_updated",
    "modifié",
    "modifié_le",
    "mis_à_jour",
    "mise_à_jour",
    "date_de_modification",
    "date_modification",
];
pub(super) const TAGS: &[&str] = &[
    "tags",
    "topics",
    "categories",
    "subjects",
    "sujets",
    "sujet",
    "topic",
    "tag",
    "category",
    "subject",
    "keywords",
    "mots-clés",
    "mot-clé",
    "thèmes",
    "thème",
    "thématiques",
    "catégorie",
    "rubriques",
    "rubrique",
    "étiquettes",
];
pub(super) const ISSUERS: &[&str] = &[
    "authors",
    "author",
    "issuers",
    "issuer",
    "émetteur",
    "émetteurs",
    "auteur",
    "auteurs",
    "organisation_émettrice",
    "publisher",
    "éditeur",
];
pub(super) const DISTRIBUTOR: &[&str] =
    &["distributor", "distributed_by", "diffuseur", "distributeur", "diffusé_par"];
pub(super) const GROUP: &[&str] = &["group", "translation_key", "translation_of", "groupe"];
pub(super) const KIND: &[&str] = &["kind", "nature", "genre"];
pub(super) const PLACE: &[&str] = &["place", "location", "dateline", "lieu", "ville"];
pub(super) const CONTACTS: &[&str] = &[
    "contacts",
    "contact",
    "press_contact",
    "press_contacts",
    "media_contact",
    "contact_presse",
    "contacts_presse",
];
pub(super) const ABOUT: &[&str] = &["about", "boilerplate", "à_propos", "a_propos_de"];
pub(super) const RIGHTS: &[&str] =
    &["rights", "copyright", "licence", "license", "legal", "mentions_légales", "droits"];
pub(super) const IMAGE: &[&str] = &[
    "image",
    "banner_image",
    "featured_image",
    "hero_image",
    "cover_image",
    "cover",
    "feature_image",
    "thumbnail",
    "photo",
    "illustration",
];
pub(super) const IMAGE_ALT: &[&str] = &[
    "image_alt",
    "alt",
    "hero_image_alt",
    "cover_alt",
    "feature_image_alt",
    "texte_alternatif",
    "image_description",
];
pub(super) const SITE: &[&str] = &["site", "source"];
pub(super) const STATUS: &[&str] = &["status", "statut"];
pub(super) const SLUG: &[&str] = &["slug"];
/// Former addresses.
pub(super) const ALIASES: &[&str] = &[
    "aliases",
    "alias",
    "redirect_from",
    "former_addresses",
    "anciennes_adresses",
    "ancienne_adresse",
];
pub(super) const MEDIA: &[&str] = &["media", "médias", "photos", "images", "gallery", "galerie"];
pub(super) const ATTACHMENTS: &[&str] = &[
    "attachments",
    "attachment",
    "pièces_jointes",
    "pièce_jointe",
    "documents",
    "fichiers",
    "downloads",
    "enclosures",
];
/// What a press kit gathers.
pub(super) const GATHERS: &[&str] = &["gathers", "releases", "communiqués", "rassemble", "réunit"];
pub(super) const REVISIONS: &[&str] =
    &["revisions", "versions_précédentes", "historique", "history"];
/// The body, whether it is markup or not: [`MARKUP`] and [`MARKDOWN`] and [`TEXT`] say for sure.
pub(super) const CONTENT: &[&str] =
    &["content", "body", "contenu", "corps", "texte", "text", "content_encoded", "article_body"];
pub(super) const MARKUP: &[&str] = &["content_html", "html", "body_html"];
pub(super) const MARKDOWN: &[&str] = &["content_markdown", "markdown", "body_markdown"];
pub(super) const TEXT: &[&str] = &["content_text", "body_text", "plain_text"];

/// Objects in which other programs nest the fields of a release.
pub(super) const NESTED: &[&str] = &["_release", "release", "communiqué", "params", "extra"];

/// What a release's status may be called without a status: `withdrawn: true`, `correction: …`.
pub(super) const WITHDRAWN: &[&str] = &[
    "withdrawn",
    "retracted",
    "retired",
    "cancelled",
    "canceled",
    "retiré",
    "retrait",
    "annulé",
    "withdrawal",
];
pub(super) const CORRECTED: &[&str] =
    &["corrected", "correction", "corrigé", "rectifié", "rectificatif", "erratum", "corrigendum"];

pub(super) mod part;

/// What other programs write that says nothing of the release itself: how a page is laid out,
/// where it stands in a menu. Nobody misses it.
const OF_OTHERS: &[&str] = &[
    "layout",
    "permalink",
    "weight",
    "toc",
    "comments",
    "template",
    "type",
    "menu",
    "sidebar",
    "outputs",
    "cascade",
    "math",
    "mermaid",
    "sitemap",
    "robots",
    "feed_url",
    "user_comment",
    "favicon",
    "icon",
    "hubs",
    "expired",
    "version",
    "home_page_url",
    "redirects",
    "build",
    "_build",
    "slugs",
    "pin",
    "sticky",
    "featured",
    "publication",
    "publications",
    "publishers",
    "$schema",
    "drafted_by",
    "public_notice",
];

/// Whether a name nobody reads is one that nobody need be told of. `plain` is a [`plain`] name.
pub(super) fn is_of_others(name: &str) -> bool {
    OF_OTHERS.iter().any(|other| plain(other) == name)
}

/// All names of a field, by the first of them.
#[cfg(feature = "native")]
pub(crate) fn known_as(first: &str) -> &'static [&'static str] {
    ALL.iter().find(|list| list.first() == Some(&first)).copied().unwrap_or_default()
}

/// Every list of a release's own fields.
const ALL: &[&[&str]] = &[
    ID,
    TITLE,
    SUMMARY,
    LANGUAGE,
    URL,
    PUBLISHED,
    APPEARS,
    MODIFIED,
    TAGS,
    ISSUERS,
    DISTRIBUTOR,
    GROUP,
    KIND,
    PLACE,
    CONTACTS,
    ABOUT,
    RIGHTS,
    IMAGE,
    IMAGE_ALT,
    SITE,
    STATUS,
    SLUG,
    ALIASES,
    MEDIA,
    ATTACHMENTS,
    GATHERS,
    REVISIONS,
    CONTENT,
    MARKUP,
    MARKDOWN,
    TEXT,
    NESTED,
    WITHDRAWN,
    CORRECTED,
    OF_OTHERS,
];

/// Whether a [`plain`] name is one of a release's fields.
pub(super) fn is_known(name: &str) -> bool {
    KNOWN.contains(name)
}

/// The one of `names` that `name` is most likely a slip for: as few letters apart as a slip makes.
pub(super) fn nearest<'a>(name: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name = plain(name);
    let near = |candidate: &&str| strsim::osa_distance(&name, &plain(candidate));
    let most = if name.len() < 5 { 1 } else { 2 };
    names
        .into_iter()
        .map(|candidate| (near(&candidate), candidate))
        .filter(|(d, _)| *d <= most)
        .min()
        .map(|(_, n)| n)
}

#[cfg(test)]
mod tests {
    use super::{is_known, nearest, plain};

    #[test]
    fn names_are_compared_by_their_letters() {
        for (name, expected) in [
            ("date_published", "datepublished"),
            ("Date Published", "datepublished"),
            ("datePublished", "datepublished"),
            ("Résumé", "resume"),
            ("mots-clés", "motscles"),
            ("e\u{301}metteur", "emetteur"),
            ("_release", "release"),
            ("", ""),
        ] {
            assert_eq!(plain(name), expected, "{name}");
        }
        assert!(is_known("resume") && is_known("motscles") && !is_known("embargo"));
    }

    #[test]
    fn a_slip_has_a_neighbour() {
        for (name, expected) in [
            ("titel", Some("title")),
            ("langauge", Some("language")),
            ("colour", None),
            ("tgas", Some("tags")),
        ] {
            assert_eq!(nearest(name, ["title", "language", "tags"]), expected, "{name}");
        }
    }
}

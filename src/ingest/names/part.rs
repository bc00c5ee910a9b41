//! The names of the parts of objects: who speaks, whom to reach, what became of a release, a picture,
//! a file.

pub(in crate::ingest) const NAME: &[&str] = &["name", "nom", "full_name", "nom_complet"];
pub(in crate::ingest) const FIRST_NAME: &[&str] = &["prénom", "first_name", "given_name"];
pub(in crate::ingest) const URL: &[&str] = &["url", "lien", "link", "site", "href"];
pub(in crate::ingest) const ROLE: &[&str] =
    &["role", "title", "fonction", "titre", "qualité", "job_title"];
pub(in crate::ingest) const ORGANISATION: &[&str] = &[
    "organisation",
    "organization",
    "société",
    "organisme",
    "entreprise",
    "company",
    "agence",
    "agency",
];
pub(in crate::ingest) const EMAIL: &[&str] =
    &["email", "e-mail", "mail", "courriel", "mél", "adresse_électronique", "adresse_mail"];
pub(in crate::ingest) const PHONE: &[&str] =
    &["phone", "telephone", "tel", "téléphone", "tél", "mobile", "portable", "phone_number"];
pub(in crate::ingest) const STATE: &[&str] = &["state", "état", "status", "statut", "value"];
pub(in crate::ingest) const DATE: &[&str] = &["date", "le", "on", "at"];
pub(in crate::ingest) const NOTE: &[&str] =
    &["note", "reason", "raison", "motif", "message", "commentaire", "comment", "explication"];
pub(in crate::ingest) const ADDRESS: &[&str] =
    &["url", "src", "file", "fichier", "path", "chemin", "href", "filename", "image"];
pub(in crate::ingest) const ALT: &[&str] = &["alt", "alternative", "texte_alternatif", "alt_text"];
pub(in crate::ingest) const CAPTION: &[&str] = &["caption", "légende", "title", "titre"];
pub(in crate::ingest) const CAPTIONS: &[&str] =
    &["captions", "subtitles", "vtt", "sous_titres", "sous_titrage"];
pub(in crate::ingest) const TRANSCRIPT: &[&str] = &["transcript", "transcription"];
pub(in crate::ingest) const CREDIT: &[&str] =
    &["credit", "crédit", "crédits", "photographer", "photographe", "author"];
pub(in crate::ingest) const LICENCE: &[&str] = &["licence", "license", "rights", "droits"];
pub(in crate::ingest) const WIDTH: &[&str] = &["width", "largeur"];
pub(in crate::ingest) const HEIGHT: &[&str] = &["height", "hauteur"];
pub(in crate::ingest) const MIME: &[&str] = &["mime_type", "type", "content_type"];
pub(in crate::ingest) const LABEL: &[&str] = &["title", "name", "titre", "nom", "label", "libellé"];
pub(in crate::ingest) const TOPICS: &[&str] =
    &["topics", "topic", "sujets", "sujet", "thèmes", "tags", "themes"];
pub(in crate::ingest) const LANGUAGES: &[&str] =
    &["languages", "langues", "language", "langue", "speaks", "parle"];
/// Every list of these.
pub(super) const ALL: &[&[&str]] = &[
    NAME,
    FIRST_NAME,
    URL,
    ROLE,
    ORGANISATION,
    EMAIL,
    PHONE,
    STATE,
    DATE,
    NOTE,
    ADDRESS,
    ALT,
    CAPTION,
    CAPTIONS,
    TRANSCRIPT,
    CREDIT,
    LICENCE,
    WIDTH,
    HEIGHT,
    MIME,
    LABEL,
    SIZE,
    TOPICS,
    LANGUAGES,
];
pub(in crate::ingest) const SIZE: &[&str] = &["size_in_bytes", "size", "taille", "bytes", "length"];

/// A part of an object that a release has, and the name under which it is there.
#[cfg(feature = "native")]
pub(crate) fn part_of(
    object: &serde_json::Map<String, serde_json::Value>,
    part: Part,
) -> Option<(&str, &serde_json::Value)> {
    let names = match part {
        Part::File => ADDRESS,
        Part::Alternative => ALT,
        Part::Caption => CAPTION,
        Part::Credit => CREDIT,
        Part::Licence => LICENCE,
        Part::Label => LABEL,
        Part::Name => NAME,
        Part::Role => ROLE,
        Part::Organisation => ORGANISATION,
        Part::Email => EMAIL,
        Part::Phone => PHONE,
    };
    let found =
        |wanted: &&str| object.iter().find(|(name, _)| super::plain(name) == super::plain(wanted));
    names.iter().find_map(found).map(|(name, value)| (name.as_str(), value))
}

/// What [`part_of`] finds.
#[cfg(feature = "native")]
#[derive(Clone, Copy, Debug)]
pub(crate) enum Part {
    File,
    Alternative,
    Caption,
    Credit,
    Licence,
    Label,
    Name,
    Role,
    Organisation,
    Email,
    Phone,
}

//! The words of what few readers ask for (`desk`), which come with its worker and not with the page.

use super::Interface;

/// What the desk says, in one language. Of the crate alone, so that the compiler names what nobody says. Gaps are those of
/// [`fill`](super::fill).
#[derive(Debug)]
pub struct Words {
    pub(crate) unavailable: &'static str,

    // What can be taken away, and the buttons beside it.
    pub(crate) title: &'static str,
    pub(crate) close: &'static str,
    pub(crate) copy: &'static str,
    pub(crate) copied: &'static str,
    pub(crate) copy_failed: &'static str,
    pub(crate) share: &'static str,
    pub(crate) also_as: &'static str,
    pub(crate) on_its_way: &'static str,
    pub(crate) not_made: &'static str,
    pub(crate) whole_text: &'static str,
    pub(crate) text_file: &'static str,
    pub(crate) email_file: &'static str,
    pub(crate) download: &'static str,
    pub(crate) citation: &'static str,
    pub(crate) table: &'static str,

    // A citation.
    /// What a press release is called in a sentence, and by itself.
    pub(crate) genre: &'static str,
    pub(crate) genre_name: &'static str,
    pub(crate) cited_title: &'static str,
    /// A title inside the marks of `cited_title`.
    pub(crate) nested: fn(&str) -> String,
    pub(crate) no_date: &'static str,
    pub(crate) accessed: &'static str,

    // A proof.
    pub(crate) same_text: &'static str,
    pub(crate) same_text_undated: &'static str,
    pub(crate) its_hash: &'static str,
    pub(crate) other_text: &'static str,
    pub(crate) not_listed: &'static str,
    pub(crate) no_list: &'static str,
    pub(crate) other_forms: &'static str,
    pub(crate) signed_with: &'static str,
    pub(crate) signed_wrong: &'static str,
    pub(crate) not_signed: &'static str,
    pub(crate) no_key: &'static str,
    pub(crate) what_it_proves: &'static str,
}

impl Words {
    /// Those of a language.
    #[must_use]
    pub fn of(interface: Interface) -> &'static Self {
        match interface {
            Interface::French => &FRENCH,
            Interface::English => &ENGLISH,
        }
    }

    /// What stands around what can be taken away: its title, and the buttons of `static/sheet.js`.
    #[must_use]
    pub fn labels(&self) -> [&'static str; 9] {
        let Self {
            title,
            close,
            copy,
            copied,
            copy_failed,
            share,
            also_as,
            on_its_way,
            not_made,
            ..
        } = *self;
        [title, close, copy, copied, copy_failed, share, also_as, on_its_way, not_made]
    }
}

static FRENCH: Words = Words {
    unavailable: "Ce communiqué n’a pas pu être chargé. La connexion est peut-être interrompue, ou une nouvelle version vient d’être publiée\u{a0}: rechargez la page.",

    title: "Citer, télécharger, partager",
    close: "Fermer",
    copy: "Copier",
    copied: "Copié",
    copy_failed: "La copie n’a pas abouti.",
    share: "Partager…",
    also_as: "Aussi en",
    on_its_way: "En préparation…",
    not_made: "Le fichier n’a pas pu être fait. Réessayez.",
    whole_text: "Texte entier",
    text_file: "Texte (.txt)",
    email_file: "Courriel (.eml)",
    download: "Télécharger",
    citation: "Référence",
    table: "Tableau",

    genre: "communiqué de presse",
    genre_name: "Communiqué de presse",
    cited_title: "«\u{a0}_\u{a0}».",
    nested: |title| {
        title
            .replace("«\u{a0}", "“")
            .replace("« ", "“")
            .replace("\u{a0}»", "”")
            .replace(" »", "”")
            .replace('«', "“")
            .replace('»', "”")
    },
    no_date: "sans date",
    accessed: " (consulté le _)",

    same_text: "Conforme à ce qui a été publié, daté du _\u{a0}: le fichier de ce texte est celui que décrit la liste des fichiers de la salle de presse.",
    same_text_undated: "Conforme à ce qui a été publié, sans date\u{a0}: le fichier de ce texte est celui que décrit la liste des fichiers de la salle de presse.",
    its_hash: "SHA-256\u{a0}: _",
    other_text: "NON conforme à ce qui a été publié\u{a0}: le fichier de ce texte n’est pas celui que décrit la liste des fichiers. Il a été abîmé ou modifié, ou le site est en cours de mise à jour\u{a0}: rechargez la page et vérifiez de nouveau.",
    not_listed: "Impossible à dire\u{a0}: la liste des fichiers est celle d’un autre état de la salle de presse que cette page. Rechargez la page et vérifiez de nouveau.",
    no_list: "Impossible à dire maintenant\u{a0}: la liste des fichiers (manifest.sha256) n’a pas pu être obtenue. Elle manque sur ce site, ou il n’y a pas de connexion.",
    other_forms: "D’autres formes de ce communiqué ne sont pas celles de la liste\u{a0}: _.",
    signed_with: "La liste est signée, et la signature correspond à cette clé\u{a0}: _",
    signed_wrong: "La signature de la liste n’est PAS la bonne\u{a0}: la liste, la signature ou la clé ont été modifiées.",
    not_signed: "La liste n’est pas signée\u{a0}: on sait que la copie est entière, pas de qui elle vient.",
    no_key: "La liste est signée, mais la clé ou la signature n’ont pas pu être obtenues.",
    what_it_proves: "Ce que cela montre\u{a0}: le texte n’a pas changé depuis que la liste a été établie. Ce que cela ne montre pas\u{a0}: que le texte dit vrai, que sa date est exacte, ni que la clé est bien celle de l’émetteur, à moins de la comparer à celle qu’il donne ailleurs. Un site contrefait pourrait afficher cette même phrase\u{a0}; minisign le vérifie sans lui.",
};

static ENGLISH: Words = Words {
    unavailable: "This release could not be loaded. The connection may be down, or a new version has just been published: reload the page.",

    title: "Cite, download, share",
    close: "Close",
    copy: "Copy",
    copied: "Copied",
    copy_failed: "Copying did not work.",
    share: "Share…",
    also_as: "Also as",
    on_its_way: "On its way…",
    not_made: "The file could not be made. Try again.",
    whole_text: "Whole text",
    text_file: "Text (.txt)",
    email_file: "E-mail (.eml)",
    download: "Download",
    citation: "Citation",
    table: "Table",

    genre: "press release",
    genre_name: "Press release",
    cited_title: "“_.”",
    nested: |title| title.replace('“', "‘").replace('”', "’").trim_end_matches('.').to_owned(),
    no_date: "no date",
    accessed: " (accessed _)",

    same_text: "Matches what was published, dated _: the file of this text is the one that the newsroom’s list of files describes.",
    same_text_undated: "Matches what was published, without a date: the file of this text is the one that the newsroom’s list of files describes.",
    its_hash: "SHA-256: _",
    other_text: "Does NOT match what was published: the file of this text is not the one that the list of files describes. It was damaged or altered, or the site is being updated: reload the page and check again.",
    not_listed: "Cannot be told: the list of files is of another state of the newsroom than this page. Reload the page and check again.",
    no_list: "Cannot be told now: the list of files (manifest.sha256) could not be had. It is missing on this site, or there is no connection.",
    other_forms: "Other forms of this release are not those of the list: _.",
    signed_with: "The list is signed, and the signature fits this key: _",
    signed_wrong: "The signature of the list is NOT right: the list, the signature or the key was altered.",
    not_signed: "The list is not signed: the copy is known to be whole, not whose it is.",
    no_key: "The list is signed, but the key or the signature could not be had.",
    what_it_proves: "What this shows: the text has not changed since the list was made. What it does not show: that the text is true, that its date is right, or that the key is the publisher’s, unless you compare it with one that they give elsewhere. A forged site could show this same sentence; minisign checks without it.",
};

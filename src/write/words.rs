//! The words of the page, in its two languages; a text that is missing does not compile.

mod english;
mod french;
mod kinds;

use super::look::{Fate, Field};
use crate::{
    i18n::Interface,
    ingest::{Problem, completeness::Wanted},
};
pub(super) use kinds::kind;

/// Those of a language.
pub(super) fn words(interface: Interface) -> &'static Words {
    match interface {
        Interface::French => &french::WORDS,
        Interface::English => &english::WORDS,
    }
}

macro_rules! words {
    ($($name:ident)+) => {
        /// The texts that stand on the page as they are.
        pub(super) struct Words { $(pub(super) $name: &'static str,)+ }
    };
}

words! {
    program other_language only_here no_scripts skip
    releases new_release none_yet column_title column_date column_state column_complete column_file no_date untitled not_saved
    discard elsewhere elsewhere_why page_of_problems
    back new_heading edit_heading
    saved_as restored conflict conflict_why keep_mine take_theirs theirs_as_of not_written not_changed cannot cannot_file
    cannot_twice cannot_same stands_on stands_in gone gone_item moves moves_save
    title title_help summary summary_help body body_help
    bold italic link heading bullet numbered quote toolbar
    when date time zone zone_unsaid date_help embargo embargo_help embargo_date embargo_time
     state state_draft state_draft_help state_ready state_ready_help
    about_it language language_own issuers issuers_other issuers_help topics topics_other topics_help place place_help
    contacts contact contact_name contact_role contact_organisation contact_email contact_phone contact_add contacts_help
    media media_help upload upload_needs medium medium_alt medium_caption medium_credit medium_licence medium_drop medium_insert
    uploading uploaded upload_failed upload_alt
    papers paper paper_title paper_drop
    image image_none image_alt image_alt_help
    change change_help change_corrected change_updated change_withdrawn change_slip note note_help
 save preview preview_none preview_help checking kept kept_not problems missing missing_none complete
    leave error warning detail
    fate_public fate_waits fate_waits_unknown fate_others fate_draft fate_held fate_nothing
    refused_token refused_host refused_origin refused_path refused_size refused_type refused_content refused_name server_gone
}

impl Words {
    /// What would become of a release now.
    pub(super) fn fate(&self, fate: &Fate, interface: Interface) -> String {
        match fate {
            Fate::Public => self.fate_public.to_owned(),
            Fate::Waits(Some(date)) => {
                self.fate_waits.replace("{}", &interface.messages().date_time(date))
            }
            Fate::Waits(None) => self.fate_waits_unknown.to_owned(),
            Fate::WaitsForOthers => self.fate_others.to_owned(),
            Fate::Draft => self.fate_draft.to_owned(),
            Fate::Held => self.fate_held.to_owned(),
            Fate::Nothing => self.fate_nothing.to_owned(),
        }
    }

    /// What readers will miss.
    pub(super) fn wanted(&self, wanted: Wanted, interface: Interface) -> &'static str {
        let (french, english) = match wanted {
            Wanted::Date => ("la date", "the date"),
            Wanted::Issuer => ("qui parle", "who speaks"),
            Wanted::Contact => ("un contact", "a contact"),
            Wanted::Summary => ("le chapô", "the summary"),
            Wanted::Language => ("la langue", "the language"),
            Wanted::Place => ("le lieu", "the place"),
            Wanted::Media => ("une image ou un document", "a picture or a document"),
            Wanted::Alternative => {
                ("le texte alternatif d’une image", "the alternative text of a picture")
            }
            Wanted::Credit => ("le crédit d’une image", "the credit of a picture"),
            Wanted::Licence => ("la licence d’une image", "the licence of a picture"),
        };
        match interface {
            Interface::French => french,
            Interface::English => english,
        }
    }

    /// What a part of the form is called.
    pub(super) fn field(&self, field: Field) -> &'static str {
        match field {
            Field::State => self.state,
            Field::Title => self.title,
            Field::Summary => self.summary,
            Field::Body => self.body,
            Field::Date => self.date,
            Field::Embargo => self.embargo,
            Field::Language => self.language,
            Field::Issuers => self.issuers,
            Field::Topics => self.topics,
            Field::Place => self.place,
            Field::Contacts => self.contacts,
            Field::Media => self.media,
            Field::Papers => self.papers,
            Field::Image => self.image,
            Field::Change => self.change,
            Field::Whole => self.problems,
        }
    }
}

/// What is wrong, in a sentence of the reader's language; and, where that is not the one in which problems are told, the whole of it.
pub(super) fn said(problem: &Problem, interface: Interface) -> (String, Option<&str>) {
    match interface {
        Interface::English => (capital(&problem.message), None),
        Interface::French => (kind(problem.kind).to_owned(), Some(&problem.message)),
    }
}

fn capital(text: &str) -> String {
    let mut rest = text.chars();
    let end = if text.ends_with(['.', '!', '?']) { "" } else { "." };
    rest.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + rest.as_str() + end
    })
}

#[cfg(test)]
mod tests {
    use super::{kind, words};
    use crate::{i18n::Interface, ingest::Kind};

    #[test]
    fn french_is_set_as_french_is() {
        let french = words(Interface::French);
        let texts = Kind::ALL.iter().map(|known| kind(*known)).chain([
            french.embargo_help,
            french.conflict_why,
            french.cannot_same,
            french.stands_on,
            french.moves,
            french.leave,
        ]);
        for text in texts {
            for (at, mark) in text.match_indices([';', '!', '?']) {
                assert!(text[..at].ends_with('\u{202f}'), "{mark} in {text:?}");
            }
            for (at, _) in text.match_indices(':') {
                assert!(
                    text[..at].ends_with('\u{a0}')
                        || text[at..].starts_with("://")
                        || text[at + 1..].starts_with(|c: char| c.is_ascii_digit()),
                    "{text:?}"
                );
            }
            assert!(!text.contains('\''), "{text:?}");
        }
    }
}

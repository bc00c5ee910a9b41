//! Who speaks, who distributes, who answers.

use super::{Language, Link, Slug};
use serde::Serialize;

/// A person or an organisation that is named, with its address on the web if one is given:
/// an issuer, a distributor, the site on which a release appeared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Party {
    /// The name, never empty.
    pub name: String,
    /// Its page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<Link>,
}

/// Someone whom a journalist can reach. At least one field is present.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Contact {
    /// The person's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What the person does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// For whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
    /// As given; [`Contact::mailto`] makes the link.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// As given; [`Contact::tel`] makes the link.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
}

/// Someone who speaks for the newsroom, and of what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Spokesperson {
    /// Who, and how to reach them.
    #[serde(flatten)]
    pub contact: Contact,
    /// On what; empty where that is not said.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<Slug>,
    /// In what languages; empty where that is not said.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<Language>,
}

impl Contact {
    /// Whether nothing at all is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The address to write to, if the e-mail given looks like one.
    #[must_use]
    pub fn mailto(&self) -> Option<Link> {
        let email = self.email.as_deref()?;
        let (user, host) = email.split_once('@')?;
        let plain = |s: &str| {
            !s.is_empty()
                && !s.contains(|c: char| {
                    c.is_whitespace() || matches!(c, '?' | '&' | ':' | '/' | '<' | '>' | '@')
                })
        };
        (plain(user) && plain(host)).then(|| Link::new(&format!("mailto:{email}")))?
    }

    /// The number to call: the digits given, with a leading `+` if there was one (RFC 3966).
    /// Digits in brackets such as the `(0)` of `+33 (0)1` are a trunk prefix and not dialled.
    #[must_use]
    pub fn tel(&self) -> Option<Link> {
        let phone = self.phone.as_deref()?;
        let international = phone.trim_start().starts_with('+');
        let dialled = phone.split('(').map(|part| part.strip_prefix("0)").unwrap_or(part));
        let number: String = dialled
            .flat_map(str::chars)
            .take_while(|c| {
                matches!(
                    c,
                    '0'..='9'
                        | ' '
                        | '+'
                        | '('
                        | ')'
                        | '.'
                        | '-'
                        | '/'
                        | '\u{a0}'
                        | '\u{202f}'
                        | '\u{2011}'
                )
            })
            .filter(char::is_ascii_digit)
            .collect();
        let plus = if international { "+" } else { "" };
        (number.len() >= 3).then(|| Link::new(&format!("tel:{plus}{number}")))?
    }
}

#[cfg(test)]
mod tests {
    use super::{Contact, Link};

    #[test]
    fn links_to_call_and_write() {
        let contact = |email: &str, phone: &str| Contact {
            email: Some(email.to_owned()),
            phone: Some(phone.to_owned()),
            ..Contact::default()
        };
        for (email, phone, mailto, tel) in [
            (
                "a@example.org",
                "+33 1 99 00 12 34",
                Some("mailto:a@example.org"),
                Some("tel:+33199001234"),
            ),
            ("a b@example.org", "+33 (0)1 99 00 12 34 (bureau)", None, Some("tel:+33199001234")),
            ("nobody", "555-0123", None, Some("tel:5550123")),
            ("a@b?bcc=c", "on request", None, None),
        ] {
            let contact = contact(email, phone);
            assert_eq!(contact.mailto().as_ref().map(Link::as_str), mailto, "{email}");
            assert_eq!(contact.tel().as_ref().map(Link::as_str), tel, "{phone}");
        }
    }
}

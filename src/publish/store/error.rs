//! Why a site cannot be sent to a store, and what to do.

use crate::bundle::BundleError;
use std::{error::Error, fmt::Write as _};

/// What went wrong. The folder on this computer is published all the same, and what is at the store is a site that works.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// What was given is no address of a store.
    #[error("{address}: {reason}")]
    Address {
        /// As it was given, without what may be a secret.
        address: String,
        /// What is amiss, and what is wanted.
        reason: String,
    },
    /// The environment does not say who one is.
    #[error(
        "{address}: the environment says nothing of credentials: set {wanted} (never on the command line, where others see it)"
    )]
    NoCredentials {
        /// The store.
        address: String,
        /// What may be set.
        wanted: &'static str,
    },
    /// Another run is sending to it.
    #[error("{address}: another kiosque is sending a site there; wait for its end, or stop it")]
    Busy {
        /// The store.
        address: String,
    },
    /// Another run took this one for cut off.
    #[error(
        "{address}: another kiosque began to send a site there, as this one had not been heard of for a while; nothing more was \
         sent. Run this again once the other has ended"
    )]
    TakenOver {
        /// The store.
        address: String,
    },
    /// There are files and no list of them.
    #[error(
        "{address}: holds files ({found}) and no site of kiosque's; nothing was sent: name a prefix where there is nothing, or, if \
         it was a site, bring its manifest.sha256 back"
    )]
    NotOurs {
        /// The store.
        address: String,
        /// One of them.
        found: String,
    },
    /// A file stands where the site has one.
    #[error("{address}: {path} is there and not the site's; nothing was sent: move it away")]
    InTheWay {
        /// The store.
        address: String,
        /// The file.
        path: String,
    },
    /// The list of the site there, or a part of it, is none.
    #[error(
        "{address}: the {path} there is not the list of files that it was (line {line}), and by it the site's files are known; nothing \
         was sent: bring the right one back, or name another prefix"
    )]
    BadList {
        /// The store.
        address: String,
        /// The file.
        path: String,
        /// Which line; 0 if it is missing, or not what `manifest.sha256` names.
        line: usize,
    },
    /// Most of the old site's releases would be gone.
    #[error(
        "{address}: the site there has {before} pages of releases, this one {now}; nothing was sent: see whether it is the right \
         address and the sources are whole; --allow-shrink insists"
    )]
    Shrinks {
        /// The store.
        address: String,
        /// How many there are.
        before: usize,
        /// How many there would be.
        now: usize,
    },
    /// What arrived is not what was sent.
    #[error(
        "{address}: {path} did not arrive as it was sent: run this again; if it says so again, something on the way changes files"
    )]
    Damaged {
        /// The store.
        address: String,
        /// The file.
        path: String,
    },
    /// What is to be sent could not be put by, or not be read again.
    #[error(transparent)]
    Bundle(#[from] BundleError),
    /// The store did not do something.
    #[error("{address}: {doing}: {reason}; {advice}")]
    Store {
        /// The store.
        address: String,
        /// What was to be done.
        doing: String,
        /// Its own words, or the network's.
        reason: String,
        /// What to do.
        advice: &'static str,
    },
}

/// So much of what a store says is told.
const SAID: usize = 300;

/// Why a store did not do something.
pub(super) fn store(address: &str, doing: &str, error: &object_store::Error) -> StoreError {
    let text = text(error);
    let (address, doing) = (address.to_owned(), doing.to_owned());
    StoreError::Store { address, doing, reason: reason(&text), advice: advice(&text) }
}

/// All that an error says, with what caused it where that is not repeated.
fn text(error: &object_store::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let more = error.to_string();
        if !text.contains(&more) {
            let _ = write!(text, ": {more}");
        }
        cause = error.source();
    }
    text
}

/// The end of it, where the reason is; of an answer in XML its code and message alone. Not what may hold a secret: whatever
/// stands behind a `?` in an address. It is shown in a terminal: no control characters, and not much of it.
fn reason(text: &str) -> String {
    let element = |name: &str| {
        let (_, rest) = text.split_once(&format!("<{name}>"))?;
        rest.split_once("</").map(|(inside, _)| inside.trim())
    };
    let said = match (element("Code"), element("Message")) {
        (Some(code), Some(message)) => format!("{code}: {message}"),
        (Some(code), None) => code.to_owned(),
        _ => text.rsplit_once(" - ").map_or(text, |(_, end)| end).to_owned(),
    };
    let words = said.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty());
    let words = words.map(|word| match word.split_once('?') {
        Some((address, _)) if address.contains("://") => format!("{address}?…"),
        _ => word.to_owned(),
    });
    words.collect::<Vec<_>>().join(" ").chars().take(SAID).collect()
}

/// What to do, by what stores and networks say.
fn advice(text: &str) -> &'static str {
    const CLOCK: &[&str] = &["RequestTimeTooSkewed", "RequestExpired", "Request has expired"];
    const BUCKET: &[&str] = &["NoSuchBucket", "ContainerNotFound", "bucket does not exist"];
    const REGION: &[&str] = &["redirect", "PermanentRedirect", "AuthorizationHeaderMalformed"];
    const RIGHTS: &[&str] = &[
        "AccessDenied",
        "ExpiredToken",
        "InvalidAccessKeyId",
        "SignatureDoesNotMatch",
        "AuthenticationFailed",
        "AuthorizationFailure",
        "Unauthorized",
        "credentials",
        "privileges",
        "status code: 401",
        "status code: 403",
    ];
    const FULL: &[&str] = &["No space left", "QuotaExceeded", "EntityTooLarge", "status code: 507"];
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if says(CLOCK) {
        "the clock of this computer is wrong: set it, and run this again"
    } else if says(BUCKET) {
        "make the bucket first, or see whether its name, the region and the endpoint are right"
    } else if says(REGION) {
        "set AWS_REGION to the region of the bucket, and AWS_ENDPOINT_URL where it is not Amazon's"
    } else if says(RIGHTS) {
        "see whether the credentials in the environment are right, of today, and may list, read, put and delete files there"
    } else if says(FULL) {
        "make room there, and run this again: it goes on where it stopped"
    } else {
        "what is there is a site that works; run this again once the store can be reached, and it goes on where it stopped"
    }
}

#[cfg(test)]
mod tests {
    use super::{advice, reason};

    #[test]
    fn what_a_store_says_is_made_short_and_holds_no_secret() {
        let xml = "Generic S3 error: Error performing PUT http://127.0.0.1/b/x in 4ms - Server returned non-2xx status code: 403 \
            Forbidden: <?xml version=\"1.0\"?><Error><Code>RequestTimeTooSkewed</Code><Message>The difference\n is large</Message>\
            <AWSAccessKeyId>AKIA</AWSAccessKeyId></Error>";
        assert_eq!(reason(xml), "RequestTimeTooSkewed: The difference is large");
        assert!(advice(xml).contains("clock"));
        let refused = "Generic S3 error: Error performing GET http://127.0.0.1:1/b?list in 12s, after 10 retries - HTTP error: io: \
            Connection refused (os error 111) at https://a.example/c?sig=SECRET";
        assert_eq!(
            reason(refused),
            "HTTP error: io: Connection refused (os error 111) at https://a.example/c?…"
        );
        assert!(advice(refused).contains("goes on where it stopped"));
        assert!(advice("<Code>NoSuchBucket</Code>").contains("make the bucket"));
        assert!(advice("<Code>InvalidAccessKeyId</Code>").contains("credentials"));
    }
}

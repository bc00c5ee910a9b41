//! Files that a reader has in hand, as a set of their own: read by the same readers as a publisher's, listed and searched by
//! the same engine. It is shown to that reader alone.

use crate::{
    bundle::{BundleError, Waiting, bundle},
    ingest::{Options, Problem, load_given},
    model::Language,
};
use std::collections::BTreeMap;

/// A set in memory, made of files in hand.
#[derive(Debug)]
pub struct Given {
    /// Its files, by their paths relative to a newsroom's folder.
    pub files: BTreeMap<String, Vec<u8>>,
    /// How many releases are in it.
    pub releases: u32,
    /// What is wrong with the files, as `kiosque check` says it.
    pub problems: Vec<Problem>,
}

/// Makes a set of files, given by their names. What a publisher would hold back is in it too: it is the reader's own file,
/// and the problems say what would be held. A picture of the newsroom that a file names is not there to be shown.
///
/// # Errors
///
/// None: no file is read here, and few are made.
pub fn given(
    files: &[(String, Vec<u8>)],
    language: Option<Language>,
) -> Result<Given, BundleError> {
    let mut loaded = load_given(files, &Options { language, ..Options::default() });
    let held = std::mem::take(&mut loaded.held);
    loaded.releases.extend(held);
    for found in &mut loaded.releases {
        found.release.embargo_until = None;
    }
    let problems = std::mem::take(&mut loaded.problems);
    let waiting = Waiting { now: 0, future: true, apart: true };
    let bundle = bundle(loaded, waiting)?;
    let files = bundle.files.into_iter();
    let files = files.map(|(path, content)| Ok((path, content.read()?.into_owned())));
    let files = files.collect::<Result<_, BundleError>>()?;
    Ok(Given { files, releases: bundle.report.releases, problems })
}

#[cfg(test)]
mod tests {
    use super::given;
    use crate::{
        bundle::{Need, Reader, Searcher, layout::SET, searcher::complete},
        search::Request,
    };

    #[test]
    fn a_set_of_files_in_hand() {
        let files = [
            (
                "a.md",
                "---\ndraft: true\nembargo_until: 2999-01-01T00:00:00Z\n---\n# Le quai\n\nLa capitainerie.",
            ),
            ("b.txt", "Un train de nuit\n\nIl part lundi."),
            ("c.png", "\u{ff}"),
        ];
        let files = files.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()));
        let given = given(&files, None).unwrap();
        assert_eq!(given.releases, 2, "{:?}", given.problems);
        let told: Vec<String> = given.problems.iter().map(ToString::to_string).collect();
        assert!(
            told.iter().any(|line| line.starts_with("c.png: error[unknown-format]")),
            "{told:?}"
        );
        assert!(
            told.iter().any(|line| line.starts_with("a.md") && line.contains("[draft]")),
            "{told:?}"
        );
        let mut reader = Reader::open(&given.files[SET]).unwrap();
        let mut searcher = Searcher::new(reader.set().index_folder());
        let request = Request { query: "capitainerie".into(), limit: 9, ..Request::default() };
        let need = Need::List(request.clone());
        complete(&mut reader, &mut searcher, &need, |file| given.files.get(file).cloned());
        let found = reader.found(&reader.answer(&request));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].card.as_ref().unwrap().title.as_deref(), Some("Le quai"));
    }

    #[test]
    fn no_files_are_an_empty_set() {
        assert_eq!(given(&[], None).unwrap().releases, 0);
    }
}

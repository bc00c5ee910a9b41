//! Searching a set, without I/O: the half of reading that only those pay for who search.
//!
//! In the browser a [`Searcher`] lives in a worker with a WebAssembly module of its own
//! (`bin/search.rs`), so that a first visit downloads no engine and typing never waits for it.
//! A [`Question`] goes there and a [`Reply`] comes back, both as bytes. The command line and the
//! tests drive the same searcher with [`complete`].

use super::{LoadError, Missing, Need, Reader, Set, paths::INDEX};
use crate::search::{Answer, Engine, HEAD, Request};
use nanoserde::{DeBin, SerBin};

/// What a page asks the worker.
#[derive(Clone, Debug, PartialEq, SerBin, DeBin)]
pub struct Question {
    /// The folder of the index, relative to the newsroom's.
    pub index: String,
    /// What is looked for.
    pub request: Request,
}

/// What the worker answers.
#[derive(Clone, Debug, PartialEq, SerBin, DeBin)]
pub struct Reply {
    /// What was looked for.
    pub request: Request,
    /// The files that could not be had or read.
    pub failures: Vec<LoadError>,
    /// What was found.
    pub answer: Answer,
}

/// A message from its bytes; `None` if it is not one. Both sides are of one build: what they say to each other is in no
/// format of any version. Only the benches know it too (`benches/peers/engines/kiosque/messages.mjs`).
#[must_use]
pub fn from_message<T: DeBin>(bytes: &[u8]) -> Option<T> {
    T::deserialize_bin(bytes).ok()
}

/// A message as bytes.
#[must_use]
pub fn to_message<T: SerBin>(message: &T) -> Vec<u8> {
    message.serialize_bin()
}

/// The index of a set as far as it has been read.
#[derive(Debug)]
pub struct Searcher {
    index: String,
    engine: Option<Engine>,
    unavailable: Vec<LoadError>,
}

impl Searcher {
    /// Searches the index in a folder, which is given relative to the newsroom's
    /// ([`Set::index_folder`]).
    #[must_use]
    pub fn new(index: String) -> Self {
        Self { index, engine: None, unavailable: Vec::new() }
    }

    /// The folder that is searched.
    #[must_use]
    pub fn index(&self) -> &str {
        &self.index
    }

    /// The files to bring next, relative to the newsroom's folder; none when the request can be
    /// answered completely. Ask again after bringing them: what they say may name more.
    #[must_use]
    pub fn missing(&self, request: &Request) -> Vec<String> {
        self.missing_in_turn(request).concat()
    }

    /// The same in two parts: those without which there is nothing to show yet (with none, [`Searcher::reply`] has the
    /// best hits), and the others.
    #[must_use]
    pub fn missing_in_turn(&self, request: &Request) -> [Vec<String>; 2] {
        let names = match &self.engine {
            None => [vec![HEAD.to_owned()], Vec::new()],
            Some(engine) => engine.missing_in_turn(request),
        };
        names.map(|names| {
            let files = names.into_iter().map(|name| self.file(&name));
            files.filter(|file| !self.unavailable.iter().any(|e| e.file() == file)).collect()
        })
    }

    /// Takes in a file that [`Searcher::missing`] asked for; `None` if it could not be had.
    pub fn provide(&mut self, file: &str, bytes: Option<&[u8]>) {
        let taken = match bytes {
            Some(bytes) => self.take(file, bytes),
            None => Err(LoadError::PartMissing { file: file.to_owned() }),
        };
        if let Err(error) = taken {
            self.lacks(error);
        }
    }

    /// Takes in a file that [`Searcher::missing`] asked for, if it is whole.
    ///
    /// # Errors
    ///
    /// [`LoadError::Broken`] if it is not; then it is still missing.
    pub fn take(&mut self, file: &str, bytes: &[u8]) -> Result<(), LoadError> {
        let broken = |reason: String| LoadError::Broken { file: file.to_owned(), reason };
        let Some(name) = self.name(file) else { return Ok(()) };
        match &mut self.engine {
            Some(engine) => {
                let whole = engine.take(name, bytes);
                whole.then_some(()).ok_or_else(|| broken("not as it was written".to_owned()))
            }
            None if name == HEAD => {
                let engine =
                    Engine::open(bytes).map_err(|error| broken(error.reason().to_owned()))?;
                self.engine = Some(engine);
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// Does without the file that an error is about.
    pub fn lacks(&mut self, error: LoadError) {
        let Some(name) = self.name(error.file()) else { return };
        if let Some(engine) = &mut self.engine {
            engine.provide(name, None);
        }
        self.unavailable.push(error);
    }

    /// Where a file lies: in the folder of the index, or in another beside it, which its name says then.
    fn file(&self, name: &str) -> String {
        let folder = if name.contains('/') { INDEX } else { &self.index };
        [folder.trim_end_matches('/'), "/", name].concat()
    }

    /// What the index calls a file.
    fn name<'a>(&self, file: &'a str) -> Option<&'a str> {
        let own = file.strip_prefix(&self.index).and_then(|name| name.strip_prefix('/'));
        own.or_else(|| file.strip_prefix(INDEX))
    }

    /// Answers with what is there, and says what is not.
    #[must_use]
    pub fn reply(&self, request: Request) -> Reply {
        let answer = self.engine.as_ref().map(|engine| engine.answer(&request));
        let failures = self.unavailable.clone();
        Reply { answer: answer.unwrap_or_default(), request, failures }
    }
}

impl Set {
    /// The folder of the search index, relative to the newsroom's.
    #[must_use]
    pub fn index_folder(&self) -> String {
        format!("{INDEX}{}", self.index)
    }
}

/// Brings everything that `need` asks for, from files that `fetch` reads at once.
pub fn complete(
    reader: &mut Reader,
    searcher: &mut Searcher,
    need: &Need,
    mut fetch: impl FnMut(&str) -> Option<Vec<u8>>,
) {
    loop {
        let missing = reader.missing(need);
        if missing.is_empty() {
            return;
        }
        for missing in missing {
            match missing {
                Missing::File(file) => reader.provide(&file, fetch(&file).as_deref()),
                Missing::Answer(request) => {
                    loop {
                        let files = searcher.missing(&request);
                        if files.is_empty() {
                            break;
                        }
                        for file in files {
                            searcher.provide(&file, fetch(&file).as_deref());
                        }
                    }
                    reader.learn(searcher.reply(request));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{LoadError, Question, Reply, from_message, to_message};
    use crate::model::Language;
    use crate::search::{Answer, Facet, Request, Sort};

    #[test]
    fn messages_come_back() {
        let mut request = Request { query: "\"é\\\n".into(), limit: 7, ..Request::default() };
        let question =
            |request: &Request| Question { index: "set/index/h".into(), request: request.clone() };
        assert_eq!(from_message(&to_message(&question(&request))), Some(question(&request)));
        request.selection.toggle(Facet::Topic, "energy");
        request.selection.toggle(Facet::Issuer, "port");
        request.selection.toggle_year(2024);
        request.selection.months = "2024-03".parse().ok().zip("2024-05".parse().ok());
        (request.sort, request.typing, request.counts, request.exact, request.wide) =
            (Sort::Oldest, true, true, true, true);
        request.language = Language::new("pt-br");
        assert_eq!(from_message(&to_message(&question(&request))), Some(question(&request)));
        let file = || "set/index/h/head".to_owned();
        let failures = vec![
            LoadError::Missing { file: file() },
            LoadError::Broken { file: file(), reason: "cut short".into() },
            LoadError::OtherVersion { file: file(), found: 9 },
            LoadError::PartMissing { file: file() },
        ];
        let reply = Reply { request: Request::default(), answer: Answer::default(), failures };
        assert_eq!(from_message(&to_message(&reply)), Some(reply));
        assert_eq!(from_message::<Reply>(&[]), None);
    }
}

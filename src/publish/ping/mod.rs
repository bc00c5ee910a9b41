//! Telling others of what was published: WebSub hubs of feeds that changed, search engines of pages that did (IndexNow).
//!
//! On the publisher's machine and once the site is on line: publishing makes a folder, and who is told before that is uploaded
//! fetches the old site and believes it. So the public site is looked at first, and if it is not the folder nobody is told.
//! What each was told is remembered beside the folder, never in it ([`memory`]).

mod client;
mod memory;
mod published;

use super::{
    error::{PublishError, at},
    manifest::MANIFEST,
    replace::{beside, real},
};
use crate::bundle::layout::SET;
use client::Client;
use memory::Memory;
use published::{Published, is_local};
use serde_json::json;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};
use url::Url;

/// Where the search engines that take part in IndexNow hear of pages.
pub const INDEXNOW: &str = "https://api.indexnow.org/indexnow";

/// The most addresses that IndexNow takes at once.
const IN_REQUEST: usize = 10_000;

/// At most so many feeds, and pages, are looked at on the public site before others are told of them.
const LOOKED_AT: usize = 100;

/// Whom to tell of what.
#[derive(Clone, Debug)]
pub struct Ping<'a> {
    /// The published folder.
    pub dir: &'a Path,
    /// Where what they were told is remembered; else beside the folder.
    pub memory: Option<&'a Path>,
    /// Where search engines hear of pages.
    pub indexnow: &'a str,
    /// Whether they are told of everything, new or not.
    pub all: bool,
    /// Whether nobody is told, nor asked.
    pub dry_run: bool,
    /// How often each is tried.
    pub attempts: u32,
}

/// What one was told, or would be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// `WebSub` or `IndexNow`.
    pub service: &'static str,
    /// Where it is.
    pub endpoint: String,
    /// What is new or changed.
    pub changed: Vec<String>,
    /// What is no longer there.
    pub gone: Vec<String>,
    /// Whether it is not remembered what it was told before, so that it is told of the front alone.
    pub first: bool,
    /// Why it could not be told of all this.
    pub failure: Option<String>,
}

/// Why nobody was told anything.
#[derive(Debug, thiserror::Error)]
pub enum PingError {
    /// The folder cannot be read.
    #[error(transparent)]
    Publish(#[from] PublishError),
    /// Nobody knows where the site is.
    #[error(
        "{0}: was published without --base-url, and others are told of addresses: publish with it, upload, then ping"
    )]
    NoAddress(PathBuf),
    /// Nobody is to be told.
    #[error(
        "{0}: names neither a hub nor a key for IndexNow: write \"hub\" or \"indexnow\" in _newsroom (docs/reach.md), publish, \
         upload, then ping"
    )]
    Nobody(PathBuf),
    /// Nobody else can read the site.
    #[error(
        "{base} can be read on this computer or in this network only, and {endpoint} is elsewhere: publish with the --base-url \
         that readers see, upload, then ping"
    )]
    Private {
        /// Where the site is said to be.
        base: String,
        /// Who would be told.
        endpoint: String,
    },
    /// The public site is not what is in the folder.
    #[error(
        "{address}: {reason}; nobody was told: upload the folder as it is first (and wait for caches), or see whether \
         --base-url was right"
    )]
    NotOnLine {
        /// What was asked for.
        address: String,
        /// What came.
        reason: String,
    },
    /// What others were told cannot be read or kept.
    #[error("{path}: {reason}")]
    Memory {
        /// The file.
        path: PathBuf,
        /// Why, and what to do.
        reason: String,
    },
    /// What was given as an address is none.
    #[error("{0}: is no address on the web")]
    NoEndpoint(String),
}

/// Who is to be told, and all that there is to be told of, each with what tells it from what was before.
struct Task {
    told: Told,
    now: BTreeMap<String, String>,
}

impl Ping<'_> {
    /// Tells them; `tell` hears of each. Whether all went well.
    ///
    /// # Errors
    ///
    /// If the public site is not what is in the folder, or something else is amiss for which nobody was told.
    pub fn run(&self, tell: &mut dyn FnMut(&Told)) -> Result<bool, PingError> {
        let site = Published::read(self.dir)?;
        let path = self.memory_path()?;
        let mut memory = Memory::read(&path)?;
        let tasks = self.tasks(&site, &memory)?;
        if self.dry_run {
            tasks.iter().for_each(|task| tell(&task.told));
            return Ok(true);
        }
        let client = Client::new(self.attempts);
        self.look(&site, &tasks, &client)?;
        // Before anybody is told: else they would be told again and again.
        memory.write(&path)?;
        let mut is_good = true;
        for mut task in tasks {
            let sent = match task.told.service {
                WEBSUB => tell_hub(&client, &task.told),
                _ => tell_engines(&client, &task.told, &site),
            };
            memory.learn(&task.told, site.url.as_str(), &task.now, &sent.done);
            memory.write(&path)?;
            is_good &= sent.failure.is_none();
            task.told.failure = sent.failure;
            tell(&task.told);
        }
        Ok(is_good)
    }

    fn memory_path(&self) -> Result<PathBuf, PingError> {
        let dir = real(self.dir).map_err(at(self.dir))?;
        let Some(path) = self.memory else { return Ok(beside(&dir, "pinged.json")) };
        let path = real(path).map_err(at(path))?;
        if path.starts_with(&dir) {
            let reason = "lies in the published folder, and would be uploaded; name another place";
            return Err(PingError::Memory { path, reason: reason.to_owned() });
        }
        Ok(path)
    }

    /// Who is to be told of what.
    fn tasks(&self, site: &Published, memory: &Memory) -> Result<Vec<Task>, PingError> {
        let mut tasks = Vec::new();
        let hubs = site.hubs.iter().map(|hub| (WEBSUB, hub.as_str()));
        let engines = site.key.as_ref().map(|_| (ENGINES, self.indexnow));
        for (service, endpoint) in hubs.chain(engines) {
            let url = Url::parse(endpoint).ok().filter(|url| url.scheme().starts_with("http"));
            let url = url.ok_or_else(|| PingError::NoEndpoint(endpoint.to_owned()))?;
            if is_local(&site.url) && !is_local(&url) {
                let (base, endpoint) = (site.url.to_string(), endpoint.to_owned());
                return Err(PingError::Private { base, endpoint });
            }
            let (now, front) = match service {
                WEBSUB => (&site.feeds, &site.front_feeds),
                _ => (&site.pages, &site.front_pages),
            };
            let known = memory.of(endpoint, site.url.as_str());
            let first = known.is_none() && !self.all;
            let known = known.unwrap_or_default();
            let is_told = |address: &String, print: &String| match first {
                true => front.contains(address),
                false => self.all || known.get(address) != Some(print),
            };
            let changed = now.iter().filter(|(address, print)| is_told(address, print));
            let changed = changed.map(|(address, _)| address.clone()).collect();
            let gone = known.keys().filter(|known| !now.contains_key(*known) && service == ENGINES);
            let gone = gone.cloned().collect();
            let endpoint = endpoint.to_owned();
            let told = Told { service, endpoint, changed, gone, first, failure: None };
            tasks.push(Task { told, now: now.clone() });
        }
        if tasks.is_empty() { Err(PingError::Nobody(self.dir.to_owned())) } else { Ok(tasks) }
    }

    /// Looks whether the public site is what is in the folder: its list, its set, the feeds and pages that others are told of.
    fn look(&self, site: &Published, tasks: &[Task], client: &Client) -> Result<(), PingError> {
        let same = |path: &str| {
            let file = self.dir.join(path);
            let own = fs::read(&file).map_err(at(&file))?;
            client.same(&site.address(path), &own)
        };
        same(MANIFEST)?;
        same(SET)?;
        if let Some(key) = &site.key {
            same(&format!("{key}.txt"))?;
        }
        for task in tasks {
            for address in task.told.changed.iter().take(LOOKED_AT) {
                match task.told.service {
                    WEBSUB => match site.file(address) {
                        Some(path) => same(path)?,
                        None => client.there(address)?,
                    },
                    _ => client.there(address)?,
                }
            }
        }
        Ok(())
    }
}

const WEBSUB: &str = "WebSub";
const ENGINES: &str = "IndexNow";

/// What one was told of, and why not of all.
#[derive(Default)]
struct Sent {
    done: BTreeSet<String>,
    failure: Option<String>,
}

/// <https://www.w3.org/TR/websub/> leaves to hubs how they are told; all that are known take what PubSubHubbub had, one feed at a time.
fn tell_hub(client: &Client, told: &Told) -> Sent {
    let mut sent = Sent::default();
    for address in &told.changed {
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.append_pair("hub.mode", "publish").append_pair("hub.url", address);
        let form = form.finish();
        let kind = "application/x-www-form-urlencoded";
        match client.post(&told.endpoint, kind, &form) {
            Ok(()) => drop(sent.done.insert(address.clone())),
            Err(reason) => {
                // It does not want this feed, and may want the next; a hub that cannot be had is not asked again and again.
                let refused =
                    status(&reason).is_some_and(|code| code.starts_with('4') && code != "429");
                sent.failure.get_or_insert(format!("{address}: {reason}"));
                if !refused {
                    break;
                }
            }
        }
    }
    sent
}

/// The status with which something was answered, from what is said of that.
fn status(reason: &str) -> Option<&str> {
    reason.split(' ').nth(1).filter(|code| code.bytes().all(|byte| byte.is_ascii_digit()))
}

/// <https://www.indexnow.org/documentation>.
fn tell_engines(client: &Client, told: &Told, site: &Published) -> Sent {
    let addresses: Vec<&String> = told.changed.iter().chain(&told.gone).collect();
    let key = site.key.as_deref().unwrap_or_default();
    let place = site.address(&format!("{key}.txt"));
    let mut sent = Sent::default();
    for part in addresses.chunks(IN_REQUEST) {
        let host = site.url.host_str().unwrap_or_default();
        let order = json!({ "host": host, "key": key, "keyLocation": place, "urlList": part });
        let kind = "application/json; charset=utf-8";
        if let Err(reason) = client.post(&told.endpoint, kind, &order.to_string()) {
            let advice = match status(&reason) {
                Some("403") => format!("; the key was not found at {place}"),
                Some("422") => "; it takes addresses of its own host only".to_owned(),
                _ => String::new(),
            };
            sent.failure = Some(reason + &advice);
            break;
        }
        sent.done.extend(part.iter().copied().cloned());
    }
    sent
}

//! Taking a release away: what is asked of the desk (`desk`), and what becomes of its answers.

use super::{
    effect::{ClipboardText, Effect},
    model::Model,
};
use crate::{
    bundle::{Article, paths::ARTICLES},
    desk::{Order, Sheet, Task},
    route::{Address, Route, Search},
};
use form_urlencoded::byte_serialize;
use std::rc::Rc;

/// The `id` of the dialogue with all that can be taken away.
pub const SHEET: &str = "sheet";
/// The `id` of the element in which the outcome of a proof is said.
pub const PROOF: &str = "proof";
/// The `id` of the element in which it is said how copying a passage went.
pub const PASSAGE: &str = "copied-passage";

/// The release that is shown.
fn article(model: &Model) -> Option<Rc<Article>> {
    match &model.visit.address.route {
        Route::Release { slug, .. } => model.reader()?.article(slug),
        _ => None,
    }
}

/// The address of a release by itself, without the list that it was opened from.
pub fn href(article: &Article) -> String {
    let route = Route::Release { slug: article.release.slug.clone(), list: Search::default() };
    Address { route, interface: None }.href()
}

/// An address with a file in it: nothing is sent anywhere.
pub fn data_url(kind: &str, text: &str) -> String {
    // `+` would not be read as a space.
    let text = byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20");
    ["data:", kind, ";charset=utf-8,", &text].concat()
}

/// Asks the desk for something of the release that is shown.
pub fn ask(model: &mut Model, task: Task, table: u32, effects: &mut Vec<Effect>) {
    let (Some(article), Some(set)) = (article(model), model.set()) else { return };
    let (slug, interface) = (&article.release.slug, model.interface().tag());
    let topics = article.release.topics.iter().filter_map(|slug| set.topic(slug.as_str()));
    let order = Order {
        task,
        file: set.articles.path(ARTICLES, set.pack(slug)).unwrap_or_default(),
        slug: slug.to_string(),
        interface: interface.to_owned(),
        newsroom: set.newsroom.title.clone(),
        topics: topics.map(|topic| topic.label(interface).0.to_owned()).collect(),
        table,
        address: href(&article),
        now: String::new(),
    };
    match task {
        Task::Forms => {
            model.sheet = None;
            effects.push(Effect::ToggleDialog(SHEET));
        }
        Task::Table => {}
        Task::Proof => {
            let words = model.interface().messages().checking;
            effects.push(Effect::Say(PROOF, words.to_owned()));
        }
    }
    effects.push(Effect::Order(order));
}

/// Takes in what the desk answered.
pub fn came(model: &mut Model, sheet: Sheet, effects: &mut Vec<Effect>) {
    match sheet.task {
        Task::Forms => model.sheet = Some(sheet),
        Task::Proof => effects.push(Effect::Say(PROOF, sheet.said)),
        Task::Table => {
            let file = sheet.parts.into_iter().flat_map(|part| part.files).next();
            effects.push(file.map_or(Effect::Announce(sheet.said), Effect::Download));
        }
    }
}

/// The desk cannot run: whatever was asked for, it is said where that would stand.
pub fn died(model: &mut Model, effects: &mut Vec<Effect>) {
    let said = model.interface().messages().part_missing.to_owned();
    effects.push(Effect::Say(PROOF, said.clone()));
    came(model, Sheet { task: Task::Forms, said, parts: Vec::new() }, effects);
}

/// Copies what is selected, with where it is from: title, issuers, newsroom, date, address.
pub fn passage(model: &Model, effects: &mut Vec<Effect>) {
    let (Some(article), Some(set)) = (article(model), model.set()) else { return };
    let (release, messages) = (&article.release, model.interface().messages());
    let issuers = release.issuers.iter().map(|party| party.name.as_str());
    let date = release.published.as_ref().map(messages.date);
    let facts = [release.title.as_deref()].into_iter().chain(issuers.map(Some));
    let facts = facts.chain([
        set.newsroom.title.as_deref(),
        Some(date.as_deref().unwrap_or(messages.date_absent)),
    ]);
    let mut text = String::from("\n\n— ");
    let mut said: Vec<&str> = Vec::new();
    for fact in facts.flatten() {
        // An issuer may be the newsroom.
        if !said.contains(&fact) {
            text.push_str(if said.is_empty() { "" } else { ", " });
            text.push_str(fact);
            said.push(fact);
        }
    }
    text.push('\n');
    let link = ClipboardText {
        text: href(&article),
        is_address: true,
        outcome: PASSAGE.to_owned(),
        words: [messages.copied, messages.copy_failed],
    };
    effects.push(Effect::CopyPassage(text, link, messages.select_first));
}

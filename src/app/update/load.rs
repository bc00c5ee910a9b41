//! The set comes, file by file and answer by answer.

use crate::{
    app::{
        effect::{Effect, Fetch, Purpose},
        marks::Marker,
        model::{Arrival, Model, SetState, Setback},
    },
    bundle::{
        LoadError, Missing, Need, Question, Reader, Reply, layout::SET, searcher::to_message,
    },
    search::{Gather, Request},
};

/// Fetches what the page needs next, unless it is on its way.
pub fn bring(model: &mut Model, needs: &[Need], effects: &mut Vec<Effect>) {
    for missing in missing(model, needs) {
        match missing {
            Missing::File(file) if !model.loading.has(&file) => {
                effects.push(Effect::Fetch(model.loading.begin(file, Purpose::Need)));
            }
            Missing::File(_) => {}
            Missing::Answer(request) => ask(model, request, effects),
        }
    }
}

/// Fetches the words of the language that is wanted, unless they are there, on their way or not to be had.
pub fn bring_words(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some((interface, file)) = model.unspoken().cloned() else { return };
    if !model.loading.has(&file) && !model.loading.in_vain.contains(&file) {
        effects.push(Effect::Fetch(model.loading.begin(file, Purpose::Words(interface))));
    }
}

/// Fetches files that would be nice to have; nothing for a reader who saves data.
pub fn prefetch(model: &mut Model, needs: &[Need], effects: &mut Vec<Effect>) {
    if model.loading.saves_data {
        return;
    }
    for missing in missing(model, needs) {
        match missing {
            Missing::File(file)
                if !model.loading.has(&file) && !model.loading.in_vain.contains(&file) =>
            {
                effects.push(Effect::Fetch(model.loading.begin(file, Purpose::Prefetch)));
            }
            _ => {}
        }
    }
}

fn missing(model: &Model, needs: &[Need]) -> Vec<Missing> {
    let reader = model.reader().into_iter();
    reader.flat_map(|reader| needs.iter().flat_map(|need| reader.missing(need))).gather()
}

/// Asks the search, unless that is what it was asked last.
pub fn ask(model: &mut Model, request: Request, effects: &mut Vec<Effect>) {
    let Some(set) = model.set() else { return };
    let question = Question { index: set.index_folder(), request: request.clone() };
    if model.visit.address.route.is_on_device() {
        if model.tools.asked.as_ref() != Some(&request) {
            effects.push(Effect::AskTools("ask", to_message(&question)));
            model.tools.asked = Some(request);
        }
        return;
    }
    if model.loading.asked.as_ref() == Some(&request) {
        return;
    }
    effects.push(Effect::Ask(question));
    model.loading.searching = true;
    model.loading.asked = Some(request);
}

/// Gets the search ready, for someone who seems about to search.
pub fn prepare_search(model: &mut Model, effects: &mut Vec<Effect>) {
    if !model.loading.searching && !model.visit.address.route.is_on_device() {
        model.loading.searching = true;
        effects.push(Effect::StartSearch);
        // Of all there is nothing to find, but the index is opened.
        ask(model, Request { limit: 0, ..Request::default() }, effects);
        bring_marks(model, effects);
    }
}

/// Has what marks words come, for who has looked for some or seems about to.
pub fn bring_marks(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.marker.is_none() && !model.loading.marks {
        model.loading.marks = true;
        effects.push(Effect::BringMarks);
    }
}

/// Takes in what marks words.
pub fn marks_came(model: &mut Model, marker: Marker, effects: &mut Vec<Effect>) {
    model.marker = Some(marker);
    // Who came to the words found sees the page without them.
    if model.visit.arrival == Arrival::Moved {
        effects.push(Effect::ShowFound);
    }
}

/// Takes in a file. One that did not come or cannot be read is asked for once more; then it is done without.
pub fn arrived(
    model: &mut Model,
    fetch: Fetch,
    result: Result<Vec<u8>, LoadError>,
    effects: &mut Vec<Effect>,
) {
    let taken = result.and_then(|bytes| take(model, &fetch, &bytes, effects));
    let Err(error) = taken else { return model.loading.end(&fetch.file) };
    if fetch.before.is_none() {
        return effects.push(Effect::Fetch(Fetch { before: Some(error), ..fetch }));
    }
    let error = error.after(fetch.before);
    match fetch.purpose {
        Purpose::Open => model.set = SetState::Failed(error),
        Purpose::Compare => accept_setbacks(model),
        Purpose::Prefetch => model.loading.in_vain.push(fetch.file.clone()),
        // It counts as being on its way until it is known whether there is a newer build.
        Purpose::Need | Purpose::Words(_) => {
            return set_back(model, Setback::File(fetch.file, error), effects);
        }
    }
    model.loading.end(&fetch.file);
}

fn take(
    model: &mut Model,
    fetch: &Fetch,
    bytes: &[u8],
    effects: &mut Vec<Effect>,
) -> Result<(), LoadError> {
    match (fetch.purpose, &mut model.set) {
        (Purpose::Open, set) => *set = SetState::Ready(Box::new(Reader::open(bytes)?)),
        (Purpose::Compare, _) => {
            let latest = Reader::open(bytes)?.set().build.clone();
            compare(model, latest, effects);
        }
        (Purpose::Words(interface), _) => model.spoken.push(interface),
        (_, SetState::Ready(reader)) => reader.take(&fetch.file, bytes)?,
        _ => {}
    }
    Ok(())
}

/// Takes in what the search found.
pub fn replied(model: &mut Model, reply: Box<Reply>, effects: &mut Vec<Effect>) {
    match reply.failures.is_empty() {
        true => learn(model, *reply),
        false => set_back(model, Setback::Answer(reply), effects),
    }
}

fn learn(model: &mut Model, reply: Reply) {
    if !reply.answer.partial && model.loading.asked.as_ref() == Some(&reply.request) {
        model.loading.asked = None;
    }
    if let SetState::Ready(reader) = &mut model.set {
        reader.learn(reply);
    }
}

/// Nothing can be searched: whoever asks after this starts another search, and hears of it if that fails too.
pub fn worker_died(model: &mut Model, file: String, effects: &mut Vec<Effect>) {
    model.loading.searching = false;
    effects.push(Effect::StopSearch);
    if let Some(request) = model.loading.asked.clone() {
        let failures = vec![LoadError::PartMissing { file }];
        let reply = Box::new(Reply { request, answer: Default::default(), failures });
        set_back(model, Setback::Answer(reply), effects);
    }
}

/// Something could not be had: perhaps the host has another build by now. It is asked once for all that fails meanwhile.
fn set_back(model: &mut Model, setback: Setback, effects: &mut Vec<Effect>) {
    if model.loading.setbacks.is_empty() {
        let (file, purpose) = (SET.to_owned(), Purpose::Compare);
        effects.push(Effect::Fetch(Fetch { file, purpose, before: None }));
    }
    model.loading.setbacks.push(setback);
}

/// The page is loaded anew for a newer build; once for each, so that a folder that is broken for good does not make it
/// reload for ever.
fn compare(model: &mut Model, latest: String, effects: &mut Vec<Effect>) {
    let ours = model.site().map(|site| &site.set().build);
    let newer = ours.is_some_and(|ours| *ours != latest);
    if newer && model.loading.reloaded_for.as_ref() != Some(&latest) {
        model.loading.reloaded_for = Some(latest.clone());
        effects.push(Effect::Reload(latest));
    } else {
        accept_setbacks(model);
    }
}

/// Does without what could not be had.
pub fn accept_setbacks(model: &mut Model) {
    for setback in std::mem::take(&mut model.loading.setbacks) {
        match (setback, &mut model.set) {
            (Setback::File(file, error), set) => {
                model.loading.end(&file);
                match set {
                    _ if model.words.iter().any(|(_, words)| *words == file) => {
                        model.loading.in_vain.push(file);
                    }
                    SetState::Ready(reader) => reader.lacks(error),
                    _ => {}
                }
            }
            (Setback::Answer(reply), _) => learn(model, *reply),
        }
    }
}

/// Asks again for what could not be had.
pub fn retry(model: &mut Model, effects: &mut Vec<Effect>) {
    effects.push(Effect::StopSearch);
    model.loading.searching = false;
    model.loading.asked = None;
    model.loading.in_vain.clear();
    match &mut model.set {
        SetState::Ready(reader) => reader.retry(),
        SetState::Failed(_) => {
            model.set = SetState::Loading;
            effects.push(Effect::Fetch(model.loading.begin(SET.to_owned(), Purpose::Open)));
        }
        SetState::Loading => {}
    }
}

//! What the reader opens on this device, and lists on their way into a file.

use super::navigate;
use crate::{
    app::{
        effect::Effect,
        excerpts::Excerpts,
        model::Model,
        selectors::Listed,
        tools::{Said, Tools},
    },
    bundle::{Reader, layout::SET},
    route::{Address, Route, Search},
};

/// Takes in what the worker said.
pub fn said(model: &mut Model, said: Said, effects: &mut Vec<Effect>) {
    let failed = model.interface().messages().tools_failed;
    let tools = &mut model.tools;
    match said {
        Said::Opening => {
            (tools.started, tools.busy) = (true, true);
            let list = Search { device: true, ..Search::default() };
            let address = Address { route: Route::Home(list), ..model.visit.address.clone() };
            navigate::go(model, address, true, effects);
        }
        Said::Busy(words) => (tools.busy, tools.said) = (true, words),
        Said::Done(words) => (tools.busy, tools.said) = (false, words),
        Said::File(file, bytes) => take(model, &file, &bytes),
        Said::Opened { kept, problems } => {
            let reader = tools.coming.take();
            *tools = Tools { reader, kept, problems, started: true, ..Tools::default() };
            // What was listed before are other releases.
            (model.listed, model.excerpts) = (Listed::default(), Excerpts::default());
        }
        Said::Kept(kept) => tools.kept = kept,
        Said::Replied(reply) => {
            tools.asked.take_if(|asked| *asked == reply.request);
            if let Some(reader) = &mut tools.reader {
                reader.learn(*reply);
            }
        }
        Said::Died => ended(tools, failed),
    }
}

/// A part of the set that is made of what was opened. It is spoken of under the newsroom's name, whose page it is.
fn take(model: &mut Model, file: &str, bytes: &[u8]) {
    let newsroom = model.site().map(|site| site.set().newsroom.clone());
    let coming = &mut model.tools.coming;
    if file == SET {
        *coming = Reader::open(bytes).ok().map(Box::new);
        if let (Some(coming), Some(newsroom)) = (coming, newsroom) {
            coming.speak_as(newsroom);
        }
    } else if let Some(coming) = coming {
        coming.provide(file, Some(bytes));
    }
}

/// Asks the worker for something.
pub fn ask(model: &mut Model, kind: &'static str, content: Vec<u8>, effects: &mut Vec<Effect>) {
    match kind {
        // It does not stop in the middle of a text: it is ended, and what it had opened with it.
        "stop" => ended(&mut model.tools, ""),
        "take" | "gather" => (model.tools.busy, model.tools.said) = (true, String::new()),
        _ => {}
    }
    effects.push(Effect::AskTools(kind, content));
}

fn ended(tools: &mut Tools, words: &str) {
    *tools = Tools { started: true, said: words.to_owned(), ..Tools::default() };
}

/// Opens what is kept on this device, for a reader who wants to see it: once the document says in what language, which the
/// worker is told.
pub fn open_kept(model: &mut Model, effects: &mut Vec<Effect>) {
    let wanted = model.visit.address.route.is_on_device() && model.told.language.is_some();
    if wanted && !model.tools.started {
        (model.tools.started, model.tools.busy) = (true, true);
        effects.push(Effect::AskTools("kept", Vec::new()));
    }
}

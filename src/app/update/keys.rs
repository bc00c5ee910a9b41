//! The shortcuts of a single key.

use crate::{
    app::{effect::Effect, message::Msg, model::Model, saved::SavedRelease},
    route::{Address, Route},
};

/// The keys that do something now. None where the reader has switched them off (WCAG 2.1.4).
pub fn keys(model: &Model) -> &'static str {
    match (&model.visit.address.route, model.set()) {
        _ if !model.settings.shortcuts => "",
        (Route::Home(_), Some(_)) => "/jko?",
        (Route::Release { .. }, _) => "/ujks?",
        (Route::NotFound, _) => "/?",
        _ => "?",
    }
}

/// What a key means here; `None` for a key that does nothing.
pub fn meaning(model: &Model, key: char) -> Option<Msg> {
    if !keys(model).chars().any(|known| known == key) {
        return None;
    }
    let Address { route, interface } = &model.visit.address;
    Some(Msg::Perform(match (key, route) {
        ('/', Route::Home(_) | Route::NotFound) => Effect::Focus("#search", true),
        ('j', Route::Home(_)) => Effect::FocusEntry(1),
        ('k', Route::Home(_)) => Effect::FocusEntry(-1),
        ('o', _) => Effect::ClickFocused,
        ('j', _) => Effect::Click("[rel=next]"),
        ('k', _) => Effect::Click("[rel=prev]"),
        ('?', _) => Effect::ToggleDialog("shortcuts"),
        ('s', Route::Release { slug, list }) => {
            // What is on this device alone has no address to come back to.
            if list.device {
                return None;
            }
            let article = model.reader()?.article(slug)?;
            return Some(Msg::ToggleSaved(SavedRelease::of(&article.release)));
        }
        ('u', _) => return Some(Msg::BackToList),
        (_, Route::Release { list, .. }) => {
            let route = Route::Home(list.clone());
            return Some(Msg::Navigate(Address { route, interface: *interface }));
        }
        _ => return None,
    }))
}

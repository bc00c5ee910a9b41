//! Several releases under one identifier: which of them is shown, if any may be.
//!
//! A text that was sent again is sent under the same identifier, and so is word that it must not be
//! shown any more. So one that is held holds all of them, and of those that may be shown the last
//! state stands, where each says when that was.

use super::{
    Draft,
    problem::{Kind, quoted},
};
use crate::model::Date;
use std::{cmp::Ordering, collections::HashMap};

/// Which of `drafts` are kept: of each identifier one.
pub(super) fn settle(
    drafts: &mut [(usize, Draft)],
    note: &mut impl FnMut(usize, &Draft, Kind, String),
) -> Vec<bool> {
    let mut kept = vec![true; drafts.len()];
    let mut by_id: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, (_, draft)) in drafts.iter().enumerate() {
        by_id.entry(&draft.release.id).or_default().push(at);
    }
    let mut several: Vec<Vec<usize>> = by_id.into_values().filter(|all| all.len() > 1).collect();
    several.sort_unstable();
    for all in several {
        let whose = |at: &usize| drafts.get(*at);
        let is_empty = |at: &&usize| whose(at).is_none_or(|(_, draft)| has_nothing(draft));
        let Some(last) = last(drafts, &all) else { continue };
        // Word that a text is withdrawn may come without the text.
        let taken_back = whose(&last).is_some_and(|(_, draft)| has_nothing(draft));
        let held = taken_back || all.iter().filter_map(whose).any(|(_, draft)| draft.held);
        let first = all.iter().find(|at| !is_empty(at)).or(all.first()).copied();
        let stays = if held { first.unwrap_or(last) } else { last };
        let place = whose(&stays).map(|(_, draft)| draft.origin.to_string()).unwrap_or_default();
        for at in &all {
            let Some((file, draft)) = drafts.get(*at) else { continue };
            let id = quoted(&draft.release.id);
            let message = if held {
                format!(
                    "{id} is the id of {} releases, and one of them is withheld or was taken back, so all \
                     are withheld; give each an id of its own, or remove those that no longer stand",
                    all.len()
                )
            } else if *at == stays {
                continue;
            } else if *at < stays {
                format!(
                    "{id} is also the id of {place}, which was changed later and is kept; this one \
                     is left out; give it an id of its own"
                )
            } else {
                format!(
                    "{id} is already the id of {place}; this one is left out; give it an id of its own"
                )
            };
            note(*file, draft, Kind::DuplicateId, message);
        }
        // What one of them waits for, all wait for.
        let every = || all.iter().filter_map(whose).map(|(_, draft)| draft);
        let latest = |dates: &mut dyn Iterator<Item = Date>| dates.max_by_key(Date::unix_seconds);
        let embargo = latest(&mut every().filter_map(|draft| draft.release.embargo_until));
        for at in &all {
            if let Some(kept) = kept.get_mut(*at) {
                *kept = *at == stays;
            }
        }
        if let Some((_, draft)) = drafts.get_mut(stays) {
            draft.held = held;
            draft.release.embargo_until = embargo;
        }
    }
    kept
}

/// Whether there is neither title nor text.
pub(super) fn has_nothing(draft: &Draft) -> bool {
    draft.release.title.is_none() && draft.release.body.is_empty()
}

/// The one whose state is the last: the first where not both say when, and one that was withdrawn
/// unless another surely came after it.
fn last(drafts: &[(usize, Draft)], all: &[usize]) -> Option<usize> {
    let draft = |at: usize| drafts.get(at).map(|(_, draft)| draft);
    // One without anything says nothing, but that a text no longer stands.
    let says =
        |at: &usize| draft(*at).is_some_and(|one| !has_nothing(one) || one.release.is_withdrawn());
    all.iter().copied().filter(says).reduce(|known, other| {
        let (Some(one), Some(two)) = (draft(known), draft(other)) else { return known };
        let order = changed(one).zip(changed(two)).map(|(one, two)| order(&one, &two));
        let later = match (one.release.is_withdrawn(), two.release.is_withdrawn()) {
            (false, true) => order != Some(Ordering::Greater),
            _ => order == Some(Ordering::Less),
        };
        if later { other } else { known }
    })
}

/// Days where one of them has no time.
fn order(one: &Date, two: &Date) -> Ordering {
    let day = |date: &Date| (date.year, date.month, date.day);
    match (one.time, two.time) {
        (Some(_), Some(_)) => one.unix_seconds().cmp(&two.unix_seconds()),
        _ => day(one).cmp(&day(two)),
    }
}

fn changed(draft: &Draft) -> Option<Date> {
    let release = &draft.release;
    let status = release.status.as_ref().and_then(|status| status.date);
    let changes = release.modified.into_iter().chain(status);
    changes.max_by_key(Date::unix_seconds).or(release.published)
}

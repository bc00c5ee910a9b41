//! Which page is shown, and what it is called.

use super::{
    model::{Model, SetState, Takeover},
    selectors,
};
use crate::{
    bundle::{Article, LoadError, People, Set},
    route::{Route, Search},
};
use std::rc::Rc;

/// The page that a model shows.
pub enum PageKind<'a> {
    /// What it needs is on its way.
    Loading,
    /// The set, or what the page is for, cannot be had.
    Failure(&'a LoadError),
    /// A list of releases.
    Home(&'a Rc<Set>, &'a Search),
    /// A release, opened from a list.
    Release(Rc<Article>, &'a Search),
    /// What all releases have to show.
    Media(&'a Search),
    /// Files that the reader opened on this device, while there are none.
    Device,
    /// What the reader has saved.
    Saved,
    /// Its feeds.
    Follow,
    /// Whom to reach.
    People(Rc<People>),
    /// A page of its own.
    Own(Rc<Article>),
    /// What this newsroom is.
    About,
    /// Nothing has this address.
    NotFound,
}

impl<'a> PageKind<'a> {
    /// Of a model.
    pub fn of(model: &'a Model) -> Self {
        let reader = match &model.set {
            SetState::Loading => return Self::Loading,
            SetState::Failed(error) => return Self::Failure(error),
            SetState::Ready(reader) => model.reader().unwrap_or(reader),
        };
        match &model.visit.address.route {
            // Drawn once all is there.
            _ if !model.ready && model.takeover != Takeover::Awake => Self::Loading,
            route if route.is_on_device() && model.tools.reader.is_none() => Self::Device,
            Route::Home(search) => Self::Home(reader.set(), search),
            Route::Release { slug, list } => match (reader.article(slug), reader.failure()) {
                (Some(article), _) => Self::Release(article, list),
                (None, _) if !model.ready => Self::Loading,
                (None, Some(error)) => Self::Failure(error),
                (None, None) => Self::NotFound,
            },
            Route::Media(search) => match (reader.stands(), reader.failure()) {
                (None, _) if !model.ready => Self::Loading,
                (None, Some(error)) => Self::Failure(error),
                _ => Self::Media(search),
            },
            Route::Saved => Self::Saved,
            Route::Follow => Self::Follow,
            Route::People => match (reader.people(), reader.failure()) {
                (Some(people), _) => Self::People(people),
                (None, _) if !model.ready => Self::Loading,
                (None, Some(error)) => Self::Failure(error),
                (None, None) => Self::NotFound,
            },
            Route::Own(slug) => match (reader.page(slug), reader.failure()) {
                (Some(page), _) => Self::Own(page),
                (None, _) if !model.ready => Self::Loading,
                (None, Some(error)) => Self::Failure(error),
                (None, None) => Self::NotFound,
            },
            Route::About => Self::About,
            Route::NotFound => Self::NotFound,
        }
    }

    /// Whether nothing more is on its way, even though not everything came.
    pub fn is_final(&self) -> bool {
        !matches!(self, Self::Loading | Self::Home(..))
    }

    /// The title of the document.
    pub fn title(&self, model: &Model) -> String {
        let interface = model.interface();
        let messages = interface.messages();
        let title = match self {
            Self::Home(set, search) => return selectors::list_title(set, search, interface),
            Self::Loading => messages.loading,
            Self::Failure(_) if model.site().is_some() => messages.part_missing,
            Self::Failure(_) | Self::NotFound => messages.not_found,
            Self::Release(article, _) | Self::Own(article) => {
                article.release.title.as_deref().unwrap_or(messages.untitled)
            }
            Self::Media(_) => messages.media,
            Self::Device => messages.on_device,
            Self::Saved => messages.saved,
            Self::Follow => messages.follow,
            Self::People(_) => messages.people,
            Self::About => messages.about,
        };
        selectors::page_title(model.site().map(|site| &**site.set()), title, interface)
    }
}

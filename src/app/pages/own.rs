//! A page of the newsroom's own: a title and a text, as a release has them.

use super::release::{headline, text};
use crate::{
    app::{
        components::{prose::Setting, versions::versions},
        element::el,
        view_context::ViewContext,
    },
    bundle::Article,
};
use yew::Html;

/// A page of the newsroom's own.
pub fn own(cx: &ViewContext, page: &Article) -> Html {
    let language = page.release.language.as_ref();
    let setting = Setting::new(language, cx.settings.typography, None, cx.messages);
    el("article")
        .class("k-release")
        .key(page.release.slug.as_str())
        .child(
            el("header")
                .class("k-release__head")
                .child(headline(cx, &page.release, &setting))
                .child(versions(cx, &page.versions, None, false)),
        )
        .child(text(cx, page, &setting))
        .html()
}

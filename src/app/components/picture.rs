//! A picture: shown if it is the newsroom's own, offered as a link if it lies elsewhere, so
//! that reading a release asks nothing of anyone but its publisher.

use crate::{
    i18n::Messages,
    model::{Image, Source},
};
use yew::{Html, html};

/// A picture in a block of its own, with a link to its full size.
pub fn picture(image: &Image, messages: &Messages) -> Html {
    match &image.source {
        Source::Local(path) => html! {
            <a class="k-picture" href={path.to_string()} title={messages.full_size}>
                { element(image, path.as_str(), messages) }
            </a>
        },
        Source::Remote(_) => elsewhere(image, messages),
    }
}

/// A picture in a line of text.
pub fn inline_picture(image: &Image, messages: &Messages) -> Html {
    match &image.source {
        Source::Local(path) => element(image, path.as_str(), messages),
        Source::Remote(_) => elsewhere(image, messages),
    }
}

fn element(image: &Image, path: &str, messages: &Messages) -> Html {
    let alt = image.alt.clone().unwrap_or_else(|| messages.image_no_alt.to_owned());
    html! {
        <img src={path.to_owned()} {alt} loading="lazy" decoding="async"
            width={image.width.map(|n| n.to_string())} height={image.height.map(|n| n.to_string())} />
    }
}

fn elsewhere(image: &Image, messages: &Messages) -> Html {
    let Source::Remote(link) = &image.source else { return Html::default() };
    let alt = image.alt.as_deref().map(str::trim).filter(|alt| !alt.is_empty());
    html! {
        <a class="k-picture k-picture--elsewhere" href={link.to_string()} rel="noopener">
            <span>{ alt.unwrap_or(messages.image_no_alt).to_owned() }</span>{ " " }
            <small>{ (messages.image_elsewhere)(link.host().unwrap_or_default()) }</small>
        </a>
    }
}

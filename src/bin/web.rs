//! Boots the viewer in a browser, and nothing else.

use kiosque::{
    app::{App, AppProps, browser},
    route::Address,
};

fn main() {
    browser::fix_base();
    let (path, query, _) = browser::location();
    let start = Address::parse(&path, &query);
    yew::Renderer::<App>::with_props(AppProps { start }).render();
}

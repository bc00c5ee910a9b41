//! Boots the viewer in a browser, and nothing else.

use kiosque::{
    app::{App, AppProps, Held, browser},
    route::Address,
};

fn main() {
    browser::fix_base();
    let (path, query, _) = browser::location();
    let start = Address::parse(&path, &query);
    let Some(root) = browser::root() else { return };
    let held = Held::new(start, !root.is_connected());
    yew::Renderer::<App>::with_root_and_props(root, AppProps { held }).render();
}

//! Boots the viewer in a browser, and nothing else.

use kiosque::app::{App, browser};

fn main() {
    if let Some(root) = browser::root() {
        yew::Renderer::<App>::with_root(root).render();
    }
}

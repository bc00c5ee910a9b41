//! Boots the viewer in a browser, and nothing else.

use yew::{Html, component, html};

#[component]
fn App() -> Html {
    html! { <h1>{ "Kiosque" }</h1> }
}

fn main() {
    yew::Renderer::<App>::new().render();
}

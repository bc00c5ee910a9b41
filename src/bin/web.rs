//! Boots the viewer in a browser, and nothing else.

use yew::{Html, component, html};

#[component]
fn App() -> Html {
    html! { <main><h1>{ "Kiosque" }</h1></main> }
}

fn main() {
    yew::Renderer::<App>::new().render();
}

//! What this newsroom is.

use super::use_title;
use crate::app::{
    components::{contacts::Contacts, provenance::party},
    hooks::{use_arrival, use_library, use_messages},
};
use crate::model::Party;
use yew::{Html, component, html};

#[component]
pub fn About() -> Html {
    let messages = use_messages();
    use_title(messages.about);
    use_arrival(true);
    let library = use_library();
    let Some(set) = library.read(|reader| std::rc::Rc::clone(reader.set())) else {
        return Html::default();
    };
    let newsroom = &set.newsroom;
    let home = newsroom.home.as_ref().map(|url| Party {
        name: url.host().unwrap_or(url.as_str()).to_owned(),
        url: Some(url.clone()),
    });
    html! {
        <div class="k-message">
            <h1 tabindex="-1">{ messages.about }</h1>
            if let Some(description) = &newsroom.description {
                <p lang={newsroom.languages.first().map(ToString::to_string)}>{ description }</p>
            }
            <p>{ (messages.built_from)(set.documents) }</p>
            if let Some(home) = &home { <p>{ party(home) }</p> }
            if let Some(contact) = &newsroom.contact {
                <Contacts contacts={vec![contact.clone()]} />
            }
            <p>{ messages.made_with }</p>
        </div>
    }
}

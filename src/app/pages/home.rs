//! The list of releases: search, facets, results.

use super::{failure::Failure, use_title};
use crate::{
    app::{
        components::{
            chosen::Chosen,
            facets::{Facets, Group},
            nothing_found::NothingFound,
            results::Results,
            search_box::SearchBox,
            topic_chips::TopicChips,
        },
        hooks::{use_arrival, use_interface, use_library, use_need},
        view,
    },
    bundle::{Found, Need, Set},
    i18n::Interface,
    route::Search,
    search::{Answer, Facet, highlight::Matcher},
};
use std::rc::Rc;
use yew::{Html, Properties, component, html, use_mut_ref};

#[derive(Clone, PartialEq, Properties)]
pub struct HomeProps {
    pub search: Search,
}

/// What is listed: kept until what replaces it is there, so that nothing flickers.
#[derive(Clone)]
struct Listed {
    answer: Rc<Answer>,
    found: Vec<Found>,
    matcher: Option<Rc<Matcher>>,
}

#[component]
pub fn Home(props: &HomeProps) -> Html {
    let interface = use_interface();
    let library = use_library();
    let search = &props.search;
    let request = view::request(search, true);
    let ready = use_need(&Need::List(request.clone()));
    let last = use_mut_ref(|| None::<Listed>);
    if ready {
        *last.borrow_mut() = library.read(|reader| {
            let answer = reader.answer(&request);
            let found = reader.found(&answer);
            let matcher = (!search.query.trim().is_empty())
                .then(|| Rc::new(Matcher::new(&answer.understood)));
            Listed { answer: Rc::new(answer), found, matcher }
        });
    }
    let set = library.read(|reader| Rc::clone(reader.set()));
    use_title(
        &set.as_ref().map(|set| view::list_title(set, search, interface)).unwrap_or_default(),
    );
    use_arrival(ready);
    let Some(set) = set else { return Html::default() };
    let listed = last.borrow().clone();
    let failure = library.read(|reader| reader.failure().cloned()).flatten();
    let answer = listed.as_ref().map(|listed| Rc::clone(&listed.answer)).unwrap_or_default();
    let topics = view::choices(&set, &answer, search, Facet::Topic, interface);
    html! {
        <div class="k-home">
            <SearchBox search={search.clone()} />
            <TopicChips search={search.clone()} choices={topics} />
            <Chosen search={search.clone()} filters={view::filters(&set, search, interface)} />
            <div class="k-columns">
                <div class="k-columns__side">
                    <Facets search={search.clone()} groups={groups(&set, &answer, search, interface)} total={answer.total} />
                </div>
                <div class="k-columns__main">
                    if let Some(error) = failure { <Failure {error} /> }
                    if let Some(listed) = listed { { body(&set, search, interface, listed, ready) } }
                </div>
            </div>
        </div>
    }
}

fn body(set: &Set, search: &Search, interface: Interface, listed: Listed, ready: bool) -> Html {
    if listed.answer.total == 0 && ready {
        let drops = view::drops(set, &listed.answer, search, interface);
        let suggestion = listed.answer.suggestion.clone();
        return html! { <NothingFound search={search.clone()} {drops} {suggestion} /> };
    }
    let Listed { answer, found, matcher } = listed;
    html! { <Results search={search.clone()} total={answer.total} {found} {matcher} {ready} /> }
}

fn groups(set: &Set, answer: &Answer, search: &Search, interface: Interface) -> Vec<Group> {
    let messages = interface.messages();
    let group = |facet: Facet| Group {
        facet: Some(facet),
        name: (messages.facet)(facet),
        choices: view::choices(set, answer, search, facet, interface),
    };
    let years =
        Group { facet: None, name: messages.year, choices: view::years(set, answer, search) };
    vec![
        group(Facet::Language),
        years,
        group(Facet::Issuer),
        group(Facet::Place),
        group(Facet::With),
    ]
}

//! A release at its own address, with every field that it has and every gap named.

use super::{failure::Failure, loading::Loading, not_found::NotFound, use_title};
use crate::{
    app::{
        components::{
            address_link::AddressLink, attachments::Attachments, contacts::Contacts,
            media_list::MediaList, prose::Setting, provenance::Provenance,
            reading_tools::ReadingTools, status_banner::StatusBanner, versions::Versions,
        },
        hooks::{use_arrival, use_interface, use_library, use_messages, use_need, use_settings},
        view,
    },
    bundle::{Article, Need, Set},
    i18n::{Interface, Messages},
    model::Slug,
    route::{Route, Search},
    search::{Facet, highlight::Matcher},
};
use std::rc::Rc;
use yew::{Html, Properties, component, html};

#[derive(Clone, PartialEq, Properties)]
pub struct ReleasePageProps {
    pub slug: Slug,
    /// The list that it was opened from.
    pub list: Search,
}

#[component]
pub fn ReleasePage(props: &ReleasePageProps) -> Html {
    let messages = use_messages();
    let library = use_library();
    let ready = use_need(&Need::Article(props.slug.clone()));
    let article = library.read(|reader| reader.article(&props.slug)).flatten();
    let title = article.as_ref().map(|article| title(article, messages).to_owned());
    use_title(title.as_deref().unwrap_or_default());
    use_arrival(ready && article.is_some());
    let failure = library.read(|reader| reader.failure().cloned()).flatten();
    match (article, failure) {
        (Some(article), _) => html! { <Whole {article} list={props.list.clone()} /> },
        (None, _) if !ready => html! { <Loading /> },
        (None, Some(error)) => html! { <Failure {error} /> },
        (None, None) => html! { <NotFound /> },
    }
}

fn title<'a>(article: &'a Article, messages: &'a Messages) -> &'a str {
    article.release.title.as_deref().unwrap_or(messages.untitled)
}

#[derive(Clone, PartialEq, Properties)]
struct WholeProps {
    article: Rc<Article>,
    list: Search,
}

#[component]
fn Whole(props: &WholeProps) -> Html {
    let messages = use_messages();
    let interface = use_interface();
    let settings = use_settings();
    let set = use_library().read(|reader| Rc::clone(reader.set()));
    let (article, list) = (&props.article, &props.list);
    let release = &article.release;
    let language = release.language.as_ref();
    let matcher = (!list.query.trim().is_empty()).then(|| Rc::new(Matcher::of_query(&list.query)));
    let setting = Setting::new(language, settings.typography, matcher, messages);
    let lang = language.map(ToString::to_string);
    let dir = language.map(|language| language.direction().as_str());
    let topics = set.as_deref().map(|set| topics(article, set, interface)).unwrap_or_default();
    let promised = set.as_deref().and_then(|set| view::promised_media(set, release, interface));
    html! {
        <article class="k-release">
            <Way list={list.clone()} slug={release.slug.clone()} />
            <header class="k-release__head">
                { topics }
                <h1 class="k-release__title" tabindex="-1" lang={lang.clone()} {dir}>{ setting.line(title(article, messages)) }</h1>
                { dateline(article, messages) }
                <Versions versions={article.versions.clone()} list={list.clone()} />
            </header>
            <StatusBanner article={article.clone()} />
            <div class="k-release__columns">
                <div class="k-release__main">
                    <div class="k-prose" lang={lang.clone()} {dir}>
                        if let Some(summary) = &release.summary { <p class="k-prose__lead">{ setting.line(summary) }</p> }
                        { setting.blocks(&release.body, 2) }
                        if release.body.is_empty() { <p class="k-absent">{ messages.no_text }</p> }
                    </div>
                    if !release.about.is_empty() {
                        <section class="k-about" aria-labelledby="about-title">
                            <h2 id="about-title">{ messages.about_issuer }</h2>
                            <div class="k-prose" lang={lang} {dir}>{ setting.blocks(&release.about, 3) }</div>
                        </section>
                    }
                    <MediaList media={release.media.clone()} language={language.cloned()} {promised} />
                </div>
                <div class="k-release__margin">
                    <Contacts contacts={release.contacts.clone()} />
                    <Attachments attachments={release.attachments.clone()} />
                    <Provenance article={article.clone()} />
                    <ReadingTools slug={release.slug.clone()} />
                </div>
            </div>
        </article>
    }
}

/// Place, date and issuer, each gap named.
fn dateline(article: &Article, messages: &'static Messages) -> Html {
    let release = &article.release;
    let issuers = release.issuers.iter().zip(&article.issuer_slugs).map(|(issuer, slug)| {
        let list = Search::default().toggle(Facet::Issuer, slug.as_str());
        html! { <AddressLink to={Route::Home(list)}>{ &issuer.name }</AddressLink> }
    });
    let issuers: Vec<Html> = issuers.collect();
    html! {
        <p class="k-dateline">
            if issuers.is_empty() {
                <span class="k-absent">{ messages.issuer_absent }</span>
            } else {
                <span class="k-dateline__issuer">{ for issuers }</span>
            }
            if let Some(place) = &release.place { <span>{ place }</span> }
            if let Some(date) = &release.published {
                <span><time datetime={date.to_string()}>{ (messages.date)(date) }</time></span>
            } else {
                <span class="k-absent">{ messages.date_absent }</span>
            }
            if let Some(kind) = &release.kind { <span>{ kind }</span> }
        </p>
    }
}

fn topics(article: &Article, set: &Set, interface: Interface) -> Html {
    let links = article.release.topics.iter().map(|slug| {
        let (label, language) = match set.topic(slug.as_str()) {
            Some(topic) => topic.label(interface.tag()),
            None => (slug.as_str(), None),
        };
        let lang = language.filter(|l| l.primary() != interface.tag()).map(ToString::to_string);
        let list = Search::default().toggle(Facet::Topic, slug.as_str());
        html! {
            <li key={slug.as_str()} {lang}>
                <AddressLink to={Route::Home(list)} class="k-chip">{ label }</AddressLink>
            </li>
        }
    });
    html! {
        <ul class="k-chips" aria-label={interface.messages().topics_of} hidden={article.release.topics.is_empty()}>
            { for links }
        </ul>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct WayProps {
    list: Search,
    slug: Slug,
}

/// Back to the list, and to the neighbours in it.
#[component]
fn Way(props: &WayProps) -> Html {
    let messages = use_messages();
    let library = use_library();
    // One more than was listed, so that the last one listed has a next.
    let mut request = view::request(&props.list, true);
    request.limit += 1;
    request.counts = false;
    let need = Need::List(request.clone());
    let ready = use_need(&need);
    let neighbours = library.read(|reader| {
        let found = if ready { reader.found(&reader.answer(&request)) } else { Vec::new() };
        let slugs: Vec<Slug> = found
            .into_iter()
            .filter_map(|found| found.card)
            .map(|card| card.slug.clone())
            .collect();
        let place = slugs.iter().position(|slug| *slug == props.slug);
        let at = |place: Option<usize>| place.and_then(|place| slugs.get(place)).cloned();
        (at(place.and_then(|p| p.checked_sub(1))), at(place.map(|p| p + 1)))
    });
    let (previous, next) = neighbours.unwrap_or_default();
    let step = |slug: Option<Slug>, rel: &'static str, label: &'static str| match slug {
        Some(slug) => html! {
            <AddressLink to={Route::Release { slug, list: props.list.clone() }} {rel}>{ label }</AddressLink>
        },
        None => html! { <span></span> },
    };
    html! {
        <nav class="k-way" aria-label={messages.back_to_list}>
            <AddressLink to={Route::Home(props.list.clone())}>{ "← " }{ messages.back_to_list }</AddressLink>
            <span class="k-way__steps">
                { step(previous, "prev", messages.previous_in_list) }
                { step(next, "next", messages.next_in_list) }
            </span>
        </nav>
    }
}

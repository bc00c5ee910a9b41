//! A release at its own address, with every field that it has and every gap named.

use crate::{
    app::{
        components::{
            attachments::attachments, contacts::contacts, differences::differences,
            media_list::media_list, prose::Setting, provenance::provenance,
            reading_tools::reading_tools, status_banner::status_banner, versions::versions,
            way::way,
        },
        scene::{LinkTo, Look, Scene},
    },
    bundle::Article,
    model::{Release, Slug},
    route::{Route, Search},
    search::{Facet, highlight::Matcher},
};
use std::rc::Rc;
use yew::{Html, html};

/// A release, opened from `list`, between its `neighbours` in it.
pub fn release(
    scene: &Scene,
    article: &Article,
    list: &Search,
    matcher: Option<Rc<Matcher>>,
    neighbours: [Option<Slug>; 2],
) -> Html {
    let release = &article.release;
    let setting =
        Setting::new(release.language.as_ref(), scene.settings.typography, matcher, scene.messages);
    html! {
        <article class="k-release" key={release.slug.as_str()}>
            { way(scene, list, neighbours) }
            { head(scene, article, list, &setting) }
            { status_banner(scene, release) }
            { differences(scene, article) }
            <div class="k-release__columns">
                <div class="k-release__main">
                    { text(scene, release, &setting) }
                    { media_list(scene, release) }
                </div>
                <div class="k-release__margin">
                    { contacts(scene, &release.contacts) }
                    { attachments(scene, &release.attachments) }
                    { provenance(scene, release) }
                    { reading_tools(scene, release) }
                </div>
            </div>
        </article>
    }
}

fn head(scene: &Scene, article: &Article, list: &Search, setting: &Setting) -> Html {
    let release = &article.release;
    let (lang, dir) = direction(release);
    let title = release.title.as_deref().unwrap_or(scene.messages.untitled);
    html! {
        <header class="k-release__head">
            { topics(scene, release) }
            <h1 class="k-release__title" tabindex="-1" {lang} {dir}>{ setting.line(title) }</h1>
            { dateline(scene, article) }
            { versions(scene, &article.versions, list, false) }
        </header>
    }
}

fn text(scene: &Scene, release: &Release, setting: &Setting) -> Html {
    let messages = scene.messages;
    let (lang, dir) = direction(release);
    let summary = release.summary.as_deref().map(|summary| {
        html! { <p class="k-prose__lead">{ setting.line(summary) }</p> }
    });
    html! {
        <>
            <div class="k-prose" lang={lang.clone()} {dir}>
                { summary.unwrap_or_default() }
                { setting.blocks(&release.body, 2) }
            </div>
            <p class="k-absent" hidden={!release.body.is_empty()}>{ messages.no_text }</p>
            <section class="k-about" aria-labelledby="about-title" hidden={release.about.is_empty()}>
                <h2 id="about-title">{ messages.about_issuer }</h2>
                <div class="k-prose" {lang} {dir}>{ setting.blocks(&release.about, 3) }</div>
            </section>
        </>
    }
}

fn direction(release: &Release) -> (Option<String>, Option<&'static str>) {
    let language = release.language.as_ref();
    (language.map(ToString::to_string), language.map(|language| language.direction().as_str()))
}

/// Place, date and issuer, each gap named.
fn dateline(scene: &Scene, article: &Article) -> Html {
    let messages = scene.messages;
    let release = &article.release;
    let issuers = release.issuers.iter().enumerate().map(|(place, issuer)| {
        match article.issuer_slugs.get(place) {
            Some(slug) => {
                let list = Search::default().toggle(Facet::Issuer, slug.as_str());
                scene.list_link(list, html! { &issuer.name })
            }
            None => html! { <span>{ &issuer.name }</span> },
        }
    });
    let date = match &release.published {
        Some(date) => html! { <time datetime={date.to_string()}>{ (messages.date)(date) }</time> },
        None => html! { <span class="k-absent">{ messages.date_absent }</span> },
    };
    html! {
        <p class="k-dateline">
            if release.issuers.is_empty() {
                <span class="k-absent">{ messages.issuer_absent }</span>
            } else {
                <span class="k-dateline__issuer">{ for issuers }</span>
            }
            if let Some(place) = &release.place { <span>{ place }</span> }
            <span>{ date }</span>
            if let Some(kind) = &release.kind { <span>{ kind }</span> }
        </p>
    }
}

fn topics(scene: &Scene, release: &Release) -> Html {
    let links = release.topics.iter().map(|slug| {
        let (label, language) = match scene.set.as_ref().and_then(|set| set.topic(slug.as_str())) {
            Some(topic) => topic.label(scene.interface.tag()),
            None => (slug.as_str(), None),
        };
        let foreign = language.filter(|language| language.primary() != scene.interface.tag());
        let lang = foreign.map(ToString::to_string);
        let list = Search::default().toggle(Facet::Topic, slug.as_str());
        let how = LinkTo { look: Look::Chip, ..LinkTo::default() };
        html! { <li key={slug.as_str()} {lang}>{ scene.link(Route::Home(list), how, html! { label }) }</li> }
    });
    html! {
        <ul class="k-chips" aria-label={scene.messages.topics_of} hidden={release.topics.is_empty()}>
            { for links }
        </ul>
    }
}

//! A release at its own address, with every field that it has and every gap named.

use crate::{
    app::{
        components::{
            attachments::attachments,
            breadcrumb::breadcrumb,
            contacts::{contacts, speakers},
            differences::differences,
            gallery::gallery,
            places::Places,
            prose::{Setting, direction},
            provenance::provenance,
            quotations::quotations,
            reading_tools::reading_tools,
            related::{item, like, releases},
            status_banner::status_banner,
            versions::versions,
        },
        element::{el, nodes},
        view_context::{LinkTo, ViewContext},
    },
    bundle::{Article, Related},
    i18n::Messages,
    model::{Release, blocks_text},
    route::{Route, Search},
    search::{Facet, Gather},
};
use yew::Html;

/// A release, opened from `list`, between its `neighbours` in it.
pub fn release(
    cx: &ViewContext,
    article: &Article,
    list: &Search,
    neighbours: [Option<Route>; 2],
) -> Html {
    let release = &article.release;
    let finder = cx.model.finder().filter(|_| cx.settings.marks);
    let setting =
        Setting::new(release.language.as_ref(), cx.settings.typography, finder, cx.messages);
    let each = |others: &[Related]| {
        let items = others.iter().map(|other| item(cx, other, list));
        items.gather()
    };
    el("article")
        .class("k-release")
        .key(release.slug.as_str())
        .child(breadcrumb(cx, list, neighbours))
        .child(list.device.then(|| el("p").class("k-device").child(cx.messages.on_device_note)))
        .child(head(cx, article, list, &setting))
        .child(status_banner(cx, release))
        .child(differences(cx, article))
        .child(
            el("div")
                .class("k-release__columns")
                .child(
                    el("div")
                        .class("k-release__main")
                        .child(text(cx, article, &setting))
                        .child(releases(
                            "gathered-title",
                            cx.messages.gathered,
                            each(&article.gathered),
                        ))
                        .child(quotations(cx, article, &setting))
                        .child(gallery(cx, article)),
                )
                .child(
                    el("div")
                        .class("k-release__margin")
                        .child(releases("kits-title", cx.messages.kits, each(&article.kits)))
                        .child(contacts(cx, &release.contacts))
                        .child(speakers(cx, &article.spokespeople))
                        .child(attachments(cx, &release.attachments))
                        .child(provenance(cx, release))
                        // What has no address can be neither linked nor saved.
                        .child((!list.device).then(|| reading_tools(cx, release))),
                ),
        )
        .child(releases("related-title", cx.messages.related, each(&article.related)))
        .html()
}

fn head(cx: &ViewContext, article: &Article, list: &Search, setting: &Setting) -> Html {
    let release = &article.release;
    el("header")
        .class("k-release__head")
        .child(topics(cx, release))
        .child(headline(cx, release, setting))
        .child(dateline(cx, article))
        .child(versions(cx, &article.versions, Some(list), false))
        .child(like(cx, &article.like, list, Messages::nearly_the_same))
        .html()
}

/// The title, as a page begins with it.
pub(super) fn headline(cx: &ViewContext, release: &Release, setting: &Setting) -> Html {
    let title = release.title.as_deref().unwrap_or(cx.messages.untitled);
    el("h1")
        .class("k-release__title")
        .attr("tabindex", "-1")
        .attr("lang", release.language.as_ref())
        .attr("dir", setting.direction(title))
        .child(setting.line(title))
        .html()
}

/// The text, and who is behind it.
pub(super) fn text(cx: &ViewContext, article: &Article, setting: &Setting) -> Html {
    let (messages, release) = (cx.messages, &article.release);
    let lang = release.language.as_ref();
    let lead = release.summary.as_deref().unwrap_or_default();
    let blocks = release.body.blocks();
    let body = blocks_text(&blocks);
    let text = if body.is_empty() { lead } else { &body };
    let inner = setting.inside(text);
    let summary =
        (!lead.is_empty()).then(|| inner.line_in("p", lead).class("k-prose__lead").html());
    let about = blocks_text(&release.about);
    nodes([
        el("div")
            .class("k-prose")
            .attr("lang", lang)
            .attr("dir", setting.direction(text))
            .child(summary.unwrap_or_default())
            .child(inner.with(Places::new(article, cx.address().href())).blocks(&blocks, 2))
            .html(),
        el("p").class("k-absent").flag("hidden", !blocks.is_empty()).child(messages.no_text).html(),
        el("section")
            .class("k-about")
            .attr("aria-labelledby", "about-title")
            .flag("hidden", release.about.is_empty())
            .child(el("h2").attr("id", "about-title").child(messages.about_issuer))
            .child(
                el("div")
                    .class("k-prose")
                    .attr("lang", lang)
                    .attr("dir", setting.direction(&about))
                    .child(setting.inside(&about).blocks(&release.about, 3)),
            )
            .html(),
    ])
}

/// Place, date and issuer, each gap named.
fn dateline(cx: &ViewContext, article: &Article) -> Html {
    let messages = cx.messages;
    let release = &article.release;
    let issuers = release.issuers.iter().enumerate().map(|(place, issuer)| {
        match article.issuer_slugs.get(place) {
            Some(slug) => {
                let list = cx.whole_list().toggle(Facet::Issuer, slug.as_str());
                cx.list_link(list, &issuer.name)
            }
            None => {
                el("span").attr("dir", direction(&issuer.name, None)).child(&issuer.name).html()
            }
        }
    });
    let date = match &release.published {
        Some(date) => {
            el("time").attr("datetime", date.to_string()).child(messages.date(date)).html()
        }
        None => el("span").class("k-absent").child(messages.date_absent).html(),
    };
    el("p")
        .class("k-dateline")
        .child(if release.issuers.is_empty() {
            el("span").class("k-absent").child(messages.issuer_absent).html()
        } else {
            el("span").class("k-dateline__issuer").children(issuers).html()
        })
        .child(
            release
                .place
                .as_ref()
                .map(|place| el("span").attr("dir", direction(place, None)).child(place)),
        )
        .child(el("span").child(date))
        .child(
            release
                .kind
                .as_ref()
                .map(|kind| el("span").attr("lang", release.language.as_ref()).child(kind)),
        )
        .child((!release.contacts.is_empty()).then(|| {
            // A full address, as for every link within a page: there is a `<base>`.
            let href = format!("{}#contacts", cx.address().href());
            let link = el("a").attr("href", href).child(messages.with_contact);
            el("span").class("k-dateline__contact").child(link)
        }))
        .html()
}

fn topics(cx: &ViewContext, release: &Release) -> Html {
    let links = release.topics.iter().map(|slug| {
        let (label, language) = match cx.set.as_ref().and_then(|set| set.topic(slug.as_str())) {
            Some(topic) => topic.label(cx.interface.tag()),
            None => (slug.as_str(), None),
        };
        let lang = language.filter(|language| language.primary() != cx.interface.tag());
        let list = cx.whole_list().toggle(Facet::Topic, slug.as_str());
        let how = LinkTo { class: Some("k-chip"), ..LinkTo::default() };
        el("li")
            .key(slug.as_str())
            .attr("lang", lang)
            .child(cx.link(Route::Home(list), how, label.to_owned()))
            .html()
    });
    el("ul")
        .class("k-chips")
        .attr("aria-label", cx.messages.topics_of)
        .flag("hidden", release.topics.is_empty())
        .children(links)
        .html()
}

//! Former addresses: a small page at each that leads to where its release is now, and lines for hosts
//! that can say so in a header (`policy::hosting`).
//!
//! A page works on any host: it asks the browser to go on, and has a link for readers whose browser
//! does not. There is no script in it. It is in no map and no list of what to keep off line.

use super::{base::Base, policy::POLICY, xml::Markup};
use crate::{
    bundle::{BundleError, Contents, Redirect, Spool},
    i18n::Interface,
    ingest::{Kind, Problem},
};
use std::collections::BTreeSet;

/// Adds the pages to the files of a site; those that were added, and what is to be told of the others.
///
/// # Errors
///
/// If there is no room for them.
pub(super) fn add<'a>(
    redirects: &'a [Redirect],
    base: &Base,
    files: &mut Contents,
    spool: &Spool,
) -> Result<(Vec<&'a Redirect>, Vec<Problem>), BundleError> {
    let (mut added, mut problems) = (Vec::new(), Vec::new());
    // As systems see them that do not tell `A` from `a`.
    let mut there: BTreeSet<String> = files.keys().map(|path| path.to_lowercase()).collect();
    let mut folders: BTreeSet<String> = there.iter().flat_map(|path| above(path)).collect();
    for redirect in redirects {
        let own = redirect.from.to_lowercase();
        let is_free = !there.contains(&own)
            && !folders.contains(&own)
            && above(&own).all(|folder| !there.contains(&folder));
        if is_free {
            folders.extend(above(&own));
            there.insert(own);
            files.insert(redirect.from.clone(), spool.keep(page(redirect, base))?);
            added.push(redirect);
        } else if let Some(origin) = &redirect.origin {
            let message = format!(
                "{} is, or lies in, a file of the site's own; nothing leads from there; remove it",
                redirect.from
            );
            let place = origin.place.clone();
            problems.push(Problem::new(&origin.source, place, Kind::BadAlias, message));
        }
    }
    Ok((added, problems))
}

/// The folders that a file lies in.
fn above(path: &str) -> impl Iterator<Item = String> + '_ {
    path.match_indices('/').map(|(at, _)| path[..at].to_owned())
}

fn page(redirect: &Redirect, base: &Base) -> String {
    let language = redirect.language.as_ref().map(crate::model::Language::as_str);
    let interface = language.and_then(Interface::new).unwrap_or_default();
    let words = match interface {
        Interface::French => "Cette page se trouve maintenant ici : ",
        Interface::English => "This page is now here: ",
    };
    let address = base.address(&redirect.to, redirect.from.matches('/').count());
    let mut html = Markup::default();
    html.open("html", &[("lang", interface.tag())]);
    html.open("head", &[]);
    html.empty("meta", &[("charset", "utf-8")]);
    html.empty("meta", &[("http-equiv", "Content-Security-Policy"), ("content", POLICY)]);
    html.empty("meta", &[("name", "viewport"), ("content", "width=device-width")]);
    html.line();
    html.leaf("title", &[], &redirect.title);
    if base.is_known() {
        html.empty("link", &[("rel", "canonical"), ("href", &address)]);
    }
    html.empty("meta", &[("http-equiv", "refresh"), ("content", &format!("0; url={address}"))]);
    html.line();
    html.close("head");
    html.open("body", &[]);
    html.open("p", &[]);
    html.text(words);
    let mut attributes = vec![("href", address.as_str())];
    attributes.extend(language.map(|language| ("lang", language)));
    html.leaf("a", &attributes, &redirect.title);
    html.close("p");
    html.close("body");
    html.close("html");
    format!("<!doctype html>\n{}\n", html.finish())
}

/// A former address and the present one, as paths from the top of the host.
fn paths(redirect: &Redirect, base: &Base) -> (String, String) {
    let top = base.path().unwrap_or("/");
    (format!("{top}{}", address(&redirect.from)), format!("{top}{}", redirect.to))
}

/// The address of a file: that of its folder, if it is what the folder shows.
fn address(file: &str) -> &str {
    match file.strip_suffix("index.html") {
        Some(folder) if folder.ends_with('/') => folder,
        _ => file,
    }
}

/// `_redirects` of Netlify and Cloudflare Pages.
pub(super) fn netlify(redirects: &[&Redirect], base: &Base) -> String {
    let line = |redirect: &&Redirect| {
        let (from, to) = paths(redirect, base);
        format!("{} {to} 301\n", super::base::encoded(&from))
    };
    redirects.iter().map(line).collect()
}

/// Apache. Where it is not known where the site lies, it may be any folder.
pub(super) fn apache(redirects: &[&Redirect], base: &Base) -> String {
    let mut text = String::new();
    for redirect in redirects {
        let from = pattern(address(&redirect.from));
        let (top, back) = match base.path() {
            Some(top) => (pattern(top), top.to_owned()),
            None => ("(.*/)".to_owned(), "$1".to_owned()),
        };
        text.push_str(&format!("RedirectMatch 301 \"^{top}{from}$\" \"{back}{}\"\n", redirect.to));
    }
    if text.is_empty() {
        return text;
    }
    format!("<IfModule mod_alias.c>\n{text}</IfModule>\n")
}

/// nginx, in a server block.
pub(super) fn nginx(redirects: &[&Redirect], base: &Base) -> String {
    let line = |redirect: &&Redirect| {
        let (from, to) = paths(redirect, base);
        format!("location = \"{from}\" {{ return 301 {to}; }}\n")
    };
    redirects.iter().map(line).collect()
}

/// A path as a regular expression of itself alone.
pub(super) fn pattern(path: &str) -> String {
    let special = |c: char| c.is_ascii_punctuation() && !"/-_".contains(c);
    path.chars().fold(String::new(), |mut text, c| {
        if special(c) {
            text.push('\\');
        }
        text.push(c);
        text
    })
}

#[cfg(test)]
mod tests {
    use super::{Redirect, add, apache, netlify, nginx};
    use crate::{
        bundle::{Contents, Spool},
        model::Language,
        publish::base::Base,
    };

    fn redirect(from: &str, language: &str) -> Redirect {
        Redirect {
            from: from.to_owned(),
            to: "r/quai/".to_owned(),
            title: "Le quai <rouvre> & \"ouvre\"".to_owned(),
            language: Language::new(language),
            origin: None,
        }
    }

    #[test]
    fn a_page_leads_on_and_says_so() {
        for (base, from, language, expected) in [
            ("", "2019/a.html", "fr", "0; url=../r/quai/"),
            ("", "r/old/index.html", "en", "0; url=../../r/quai/"),
            ("https://example.org/n", "a.html", "de", "0; url=https://example.org/n/r/quai/"),
        ] {
            let base = if base.is_empty() { Base::default() } else { Base::new(base).unwrap() };
            let (mut files, spool) = (Contents::new(), Spool::default());
            let redirects = [redirect(from, language)];
            assert_eq!(add(&redirects, &base, &mut files, &spool).unwrap().0.len(), 1);
            let page = String::from_utf8(files[from].read().unwrap().into()).unwrap();
            assert!(page.contains(expected), "{page}");
            assert!(page.contains("Le quai &lt;rouvre&gt; &amp; &quot;ouvre&quot;</a>"), "{page}");
            assert!(page.find("Content-Security-Policy") < page.find("href"), "{page}");
            assert_eq!(page.contains("canonical"), base.is_known());
            assert_eq!(page.contains("This page"), language == "en");
            assert!(!page.contains("<script"));
        }
    }

    #[test]
    fn no_file_of_the_site_gives_way() {
        let spool = Spool::default();
        let mut files: Contents = ["r/quai/index.html", "about/index.html", "a.js"]
            .map(|path| (path.to_owned(), spool.keep("").unwrap()))
            .into();
        let redirects = [
            "r/quai/index.html",
            "ABOUT/index.html",
            "a.js/index.html",
            "a.js/b/c.html",
            "2019/x.html",
            "2019/X.html",
            "2019/x.html/index.html",
            "2019/index.html",
        ]
        .map(|from| redirect(from, "fr"));
        let (added, _) = add(&redirects, &Base::default(), &mut files, &spool).unwrap();
        let added: Vec<&str> = added.iter().map(|redirect| redirect.from.as_str()).collect();
        assert_eq!(added, ["2019/x.html", "2019/index.html"]);
        assert_eq!(files.len(), 5);
    }

    #[test]
    fn hosts_are_told() {
        let redirects = [redirect("été/a b.html", "fr"), redirect("r/old/index.html", "fr")];
        let redirects: Vec<&Redirect> = redirects.iter().collect();
        let (unknown, known) = (Base::default(), Base::new("https://example.org/n.s/").unwrap());
        assert_eq!(
            netlify(&redirects, &unknown),
            "/%C3%A9t%C3%A9/a%20b.html /r/quai/ 301\n/r/old/ /r/quai/ 301\n"
        );
        assert!(netlify(&redirects, &known).contains("/n.s/r/old/ /n.s/r/quai/ 301"));
        let text = apache(&redirects, &unknown);
        assert!(text.contains(r#"RedirectMatch 301 "^(.*/)été/a b\.html$" "$1r/quai/""#), "{text}");
        let text = apache(&redirects, &known);
        assert!(text.contains(r#""^/n\.s/r/old/$" "/n.s/r/quai/""#), "{text}");
        assert_eq!(apache(&[], &known), "");
        let text = nginx(&redirects, &known);
        assert!(text.contains("location = \"/n.s/r/old/\" { return 301 /n.s/r/quai/; }"), "{text}");
    }
}

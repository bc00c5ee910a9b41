//! Titles of pages without the name of the site.

/// What sites put between a title and their name.
const BETWEEN: [&str; 11] =
    [" - ", " – ", " — ", " | ", " :: ", " · ", " • ", " » ", " « ", " / ", " : "];

/// The title without the site's name before or after it. Without a name nothing is cut: what follows
/// a dash may well be of the title.
pub(super) fn without_site(title: &str, sites: &[String]) -> String {
    let mut title = title.trim();
    for site in sites.iter().map(|site| folded(site)).filter(|site| !site.is_empty()) {
        let cuts = BETWEEN.iter().flat_map(|between| {
            let last = title.rfind(between).map(|at| (at, between.len()));
            let first = title.find(between).map(|at| (at, between.len()));
            [last, first]
        });
        let cut = cuts.flatten().find_map(|(at, length)| {
            let (before, after) = (title.get(..at)?.trim(), title.get(at + length..)?.trim());
            let kept = if folded(after) == site {
                before
            } else if folded(before) == site {
                after
            } else {
                return None;
            };
            (!kept.is_empty()).then_some(kept)
        });
        title = cut.unwrap_or(title);
    }
    title.to_owned()
}

/// The part of a title that a headline of the page repeats.
pub(super) fn as_headline<'a>(title: &str, headlines: &'a [String]) -> Option<&'a String> {
    headlines.iter().find(|headline| {
        BETWEEN.iter().any(|between| {
            let rest = title.strip_prefix(headline.as_str());
            let start = title.strip_suffix(headline.as_str());
            rest.is_some_and(|rest| rest.starts_with(between))
                || start.is_some_and(|start| start.ends_with(between))
        })
    })
}

/// A name as far as it tells sites apart.
pub(super) fn folded(text: &str) -> String {
    let plain = deunicode::deunicode(text).to_lowercase();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{as_headline, without_site};

    #[test]
    fn names_of_sites_are_cut() {
        let sites = ["Port de Kerlouarn".to_owned(), "Port".to_owned()];
        for (title, expected) in [
            ("Le quai nord rouvre - Port de Kerlouarn", "Le quai nord rouvre"),
            ("Le quai nord rouvre | PORT DE KERLOUARN", "Le quai nord rouvre"),
            ("Port de Kerlouarn : le quai nord rouvre", "le quai nord rouvre"),
            ("Le quai – nord – rouvre — Port", "Le quai – nord – rouvre"),
            ("Port :: Le quai rouvre", "Le quai rouvre"),
            ("Le quai rouvre - Port - Port de Kerlouarn", "Le quai rouvre"),
            ("Le quai nord rouvre - enfin", "Le quai nord rouvre - enfin"),
            ("Port de Kerlouarn", "Port de Kerlouarn"),
            ("Le Port de Kerlouarn grandit", "Le Port de Kerlouarn grandit"),
            (" - Port", "- Port"),
        ] {
            assert_eq!(without_site(title, &sites), expected, "{title}");
        }
        assert_eq!(without_site("A - B", &[]), "A - B");
    }

    #[test]
    fn headlines_tell_what_is_the_title() {
        let headlines = ["Le quai - nord".to_owned()];
        let found = |title| as_headline(title, &headlines).is_some();
        assert!(found("Le quai - nord | Presse"));
        assert!(found("Presse – Le quai - nord"));
        assert!(!found("Le quai - nordique"));
        assert!(!found("Le quai - nord"));
    }
}

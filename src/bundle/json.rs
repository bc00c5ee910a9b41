//! Reading the JSON of a set back into values.

use super::layout::{
    Article, ArticlePack, Card, CardPage, Difference, Family, Feeds, Named, NamesOfSet, Related,
    Set,
    Version, With,
};
use crate::model::{
    FromJson,
    json::{Value, from_object, member},
};
use crate::search::Facet;

from_object! {
    Set {
        format!, build!, newsroom!, documents!, stories?, dated!, topics!, names&, languages!,
        months!, with!, cards!, cards_in_page!, articles!, index!, feeds?,
    }
    Feeds { opml!, json_only* }
    Named { slug!, name!, count!, names* }
    With { media!, contact!, attachment! }
    Family { files!, per_folder!, folders! }
    CardPage { format!, cards! }
    Card {
        slug!, title?, summary?, language?, published?, issuers*, place?, topics*, versions*,
        state?, story?, like*,
    }
    Related {
        slug!, title?, language?, published?, via?, quoted?, alike?, issuer?, topic?, words*,
    }
    Version { slug!, language?, title? }
    ArticlePack { format!, articles! }
    Article { release!, issuer_slugs*, versions*, differences*, like*, related* }
    Difference { since?, passages! }
}

impl FromJson for NamesOfSet {
    fn from_json(json: &Value) -> Option<Self> {
        let mut names = Vec::new();
        for (facet, list) in Facet::of_names() {
            names.push((facet, member(json, list)?));
        }
        Some(Self(names))
    }
}

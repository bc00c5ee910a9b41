//! Reading the JSON of a set back into values.

use super::feeds::Feeds;
use super::layout::{
    Article, ArticlePack, Card, CardPage, Difference, Family, Named, NamesOfSet, Related, Set,
    Version, With,
};
use super::people::{People, Person};
use super::places::{Places, Quotation};
use crate::model::{
    FromJson,
    json::{Value, from_object, member},
};
use crate::search::Facet;

from_object! {
    Set {
        format!, build!, newsroom!, documents!, stories?, dated!, topics!, names&, languages!,
        months!, with!, lead?, cards!, cards_in_page!, articles!, index!, feeds?, people?, pages?, media?,
    }
    Feeds { opml!, json_only* }
    People { format!, duty?, spokespeople*, contacts* }
    Person { contact&, topics*, languages*, card?, releases?, latest? }
    Named { slug!, name!, count!, names* }
    With { media!, contact!, attachment! }
    Family { files!, per_folder!, folders! }
    CardPage { format!, cards! }
    Card {
        slug!, title?, summary?, language?, published?, issuers*, place?, topics*, versions*,
        state?, story?, like*, picture?,
    }
    Related {
        slug!, title?, language?, published?, via?, quoted?, alike?, issuer?, topic?, words*,
    }
    Version { slug!, language?, title? }
    ArticlePack { format!, articles! }
    Article {
        release!, issuer_slugs*, versions*, spokespeople*, differences*, like*, related*, places&,
        gallery*, together?, gathered*, kits*,
    }
    Places { quotations*, sections* }
    Quotation { text!, speaker?, role?, start!, end! }
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

//! Reading the JSON of a set back into values.

use super::layout::{
    Article, ArticlePack, Card, CardPage, Difference, Family, Named, Set, Version, With,
};
use crate::model::json::from_object;

from_object! {
    Set {
        format!, build!, newsroom!, documents!, dated!, topics!, issuers!, places!, languages!,
        months!, with!, cards!, cards_in_page!, articles!, index!,
    }
    Named { slug!, name!, count! }
    With { media!, contact!, attachment! }
    Family { files!, per_folder!, folders! }
    CardPage { format!, cards! }
    Card {
        slug!, title?, summary?, language?, published?, issuers*, place?, topics*, versions*,
        state?,
    }
    Version { slug!, language?, title? }
    ArticlePack { format!, articles! }
    Article { release!, issuer_slugs*, versions*, differences* }
    Difference { since?, passages! }
}

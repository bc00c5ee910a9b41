//! What nobody can see of a page that is a file: the viewer draws it when it wakes, and not before is anything made of it.
//!
//! `static/boot.js` finds what the reader did to an element again by the way to it, counted among its siblings: so what is
//! hidden is left out only after all that is not. The dialogue of keys goes although something follows it: that has an `id`, or
//! can neither be typed into nor pressed.

use std::rc::Rc;
use yew::{
    Html,
    virtual_dom::{VNode, VTag},
};

/// The page without it.
pub(super) fn without_unseen(mut page: Html) -> Html {
    leave_out(&mut page, true);
    page
}

/// `is_last`: of what is in the element around it.
fn leave_out(node: &mut Html, is_last: bool) {
    match node {
        VNode::VTag(tag) => {
            if let Some(children) = Rc::make_mut(tag).children_mut() {
                leave_out(children, true);
            }
        }
        VNode::VList(list) => {
            let children: &mut Vec<Html> = &mut *Rc::make_mut(list);
            children.retain(|child| !matches!(child, VNode::VTag(tag) if tag.tag() == "dialog"));
            // Style sheets ask whether all of an element is hidden.
            while is_last
                && !children.iter().all(is_hidden)
                && children.last().is_some_and(is_hidden)
            {
                children.pop();
            }
            let last = children.len().saturating_sub(1);
            for (place, child) in children.iter_mut().enumerate() {
                leave_out(child, is_last && place == last);
            }
        }
        _ => {}
    }
}

/// Whether an element is hidden, and nothing that scripts look for.
fn is_hidden(node: &Html) -> bool {
    let stated = |tag: &VTag, name: &str| tag.attributes.iter().any(|(key, _)| key == name);
    matches!(node, VNode::VTag(tag) if stated(tag, "hidden") && !stated(tag, "id"))
}

#[cfg(test)]
mod tests {
    use super::without_unseen;
    use crate::prerender::text;
    use yew::html;

    #[test]
    fn what_is_hidden_last_is_left_out() {
        let listed = html! {<><i>{ "1" }</i><b hidden=true>{ "2" }</b></>};
        let page = html! {
            <div>
                <p hidden=true>{ "3" }</p>
                <div>{ listed.clone() }<u>{ "4" }</u><s hidden=true>{ "5" }</s></div>
                <div>{ listed }</div>
                <div><b hidden=true>{ "6" }</b></div>
                <dialog>{ "keys" }</dialog>
                <p hidden=true id="said"></p>
                <h2 hidden=true>{ "7" }</h2>
                <h3 hidden=true>{ "8" }</h3>
            </div>
        };
        let left = text(without_unseen(page)).replace("=\"hidden\"", "");
        assert_eq!(
            left,
            "<div><p hidden>3</p><div><i>1</i><b hidden>2</b><u>4</u></div><div><i>1</i></div>\
             <div><b hidden>6</b></div><p id=\"said\" hidden></p></div>"
        );
    }
}

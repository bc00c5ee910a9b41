//! The accessibility tree that Chromium makes of a page, which is what screen readers are given, and what must hold of it
//! whatever the page. What the tree does not tell (languages, what is seen, what is current) the document is asked for.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::page::Page;

/// Of every element, in the order of the document: how messages call it, its language, what is seen of it (or of its label)
/// if one can do something with it, whether it is the current one, whether Tab comes there.
const ELEMENTS: &str = "
    const range = document.createRange();
    const seen = (element) => {
        const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
        let found = '';
        while (texts.nextNode()) {
            range.selectNodeContents(texts.currentNode);
            const hidden = texts.currentNode.parentElement.closest('.k-hidden');
            if (!hidden && range.getClientRects().length) found += texts.currentNode.data;
        }
        return found;
    };
    return Array.from(document.querySelectorAll('*'), (element) => [
        [element.localName, element.id && `#${element.id}`, ...Array.from(element.classList, (name) => `.${name}`)].join(''),
        element.closest('[lang]')?.lang ?? '',
        element.matches('a[href], button, summary') ? seen(element) : Array.from(element.labels ?? [], seen).join(' '),
        element.ariaCurrent ?? '',
        element.tabIndex >= 0,
    ]);";

/// A node of the tree.
pub(crate) struct Node {
    pub(crate) role: String,
    pub(crate) name: String,
    /// Its number in the browser, which stays with its element.
    pub(crate) number: u64,
    /// The names and values of its states.
    states: HashMap<String, Value>,
    parent: Option<usize>,
    /// The place of its element in the document, or of the one around it; none of what is the browser's own.
    element: Option<usize>,
}

impl Node {
    /// A state, as text: `true`, `mixed`, `polite`; empty if it has none.
    pub(crate) fn state(&self, name: &str) -> String {
        match self.states.get(name) {
            Some(Value::String(text)) => text.clone(),
            Some(value) => value.to_string(),
            None => String::new(),
        }
    }
}

/// What is in the tree of a page.
pub(crate) struct Tree {
    pub(crate) nodes: Vec<Node>,
    elements: Vec<Value>,
}

/// Roles of what one can do something with.
const CONTROLS: [&str; 14] = [
    "link",
    "button",
    "searchbox",
    "textbox",
    "checkbox",
    "radio",
    "combobox",
    "listbox",
    "slider",
    "switch",
    "menuitem",
    "tab",
    "spinbutton",
    "DisclosureTriangle",
];

/// Roles of the parts of a page that one jumps between, of which there may be several.
const LANDMARKS: [&str; 5] = ["navigation", "search", "complementary", "region", "form"];

/// Other roles of what must have a name.
const NAMED: [&str; 7] = ["heading", "image", "Video", "Audio", "dialog", "table", "RootWebArea"];

/// Signs that are drawn for their looks.
const ICONS: [char; 9] = ['▾', '▴', '✓', '×', '‹', '›', '←', '→', '#'];

/// Words that stand in one of the two languages alone, few of them in names.
const ENGLISH: [&str; 14] = [
    "the", "of", "and", "with", "to", "from", "that", "for", "this", "is", "are", "which", "was",
    "its",
];
const FRENCH: [&str; 17] = [
    "le", "la", "les", "des", "du", "et", "une", "un", "pour", "dans", "est", "que", "qui", "avec",
    "aux", "ce", "de",
];

impl Page {
    /// The tree of the page as it is now.
    pub(crate) async fn tree(&self) -> Tree {
        let nothing = || json!({});
        let tree = self.wait("the accessibility tree", async || {
            self.devtools("Accessibility.enable", nothing()).await?;
            let document = self.devtools("DOM.getDocument", json!({ "depth": -1 })).await?;
            let elements = self.js(ELEMENTS, json!([])).await;
            let nodes = self.devtools("Accessibility.getFullAXTree", nothing()).await?;
            self.devtools("Accessibility.disable", nothing()).await?;
            let elements = elements.as_array().cloned().unwrap_or_default();
            let (mut places, mut count) = (HashMap::new(), 0);
            number(&document["root"], None, &mut places, &mut count);
            // The page has changed in between.
            let whole = count == elements.len();
            Ok(whole.then(|| Tree { nodes: read(&nodes["nodes"], &places), elements }))
        });
        tree.await
    }

    /// What is wrong with the tree of the page as it is now, one line a place; and the tree.
    pub(crate) async fn faults(&self) -> (Vec<String>, Tree) {
        self.until("!document.querySelector('[aria-busy=true]')").await;
        let (tree, address) = (self.tree().await, self.address().await);
        (tree.faults().iter().map(|fault| format!("{address}: {fault}")).collect(), tree)
    }
}

/// Notes the place of each element in the document, under the numbers that the browser gives it and its texts.
fn number(
    node: &Value,
    around: Option<usize>,
    places: &mut HashMap<u64, usize>,
    count: &mut usize,
) {
    let is_element = node["nodeType"] == 1;
    let is_document = node["nodeType"] == 9;
    let place = if is_element || is_document { Some(*count) } else { around };
    *count += usize::from(is_element);
    if let (Some(number), Some(place)) = (node["backendNodeId"].as_u64(), place) {
        places.insert(number, place);
    }
    for inner in node["children"].as_array().into_iter().flatten() {
        number(inner, place, places, count);
    }
}

/// The nodes that are not ignored.
fn read(found: &Value, places: &HashMap<u64, usize>) -> Vec<Node> {
    let found = found.as_array().map(Vec::as_slice).unwrap_or_default();
    let id = |node: &'_ Value, name: &str| node[name].as_str().unwrap_or_default().to_owned();
    let ignored = |node: &&Value| node["ignored"] == true;
    let around: HashMap<String, String> = found
        .iter()
        .filter(ignored)
        .map(|node| (id(node, "nodeId"), id(node, "parentId")))
        .collect();
    let shown: Vec<&Value> = found.iter().filter(|node| !ignored(node)).collect();
    let kept: HashMap<String, usize> =
        shown.iter().enumerate().map(|(place, node)| (id(node, "nodeId"), place)).collect();
    let text = |value: &Value| value["value"].as_str().unwrap_or_default().to_owned();
    let node = |node: &&Value| {
        let mut parent = id(node, "parentId");
        while let Some(outer) = around.get(&parent) {
            parent.clone_from(outer);
        }
        let states = node["properties"].as_array().into_iter().flatten();
        let number = node["backendDOMNodeId"].as_u64().unwrap_or_default();
        Node {
            role: text(&node["role"]),
            name: text(&node["name"]),
            number,
            states: states.map(|one| (id(one, "name"), one["value"]["value"].clone())).collect(),
            parent: kept.get(&parent).copied(),
            element: places.get(&number).copied(),
        }
    };
    let mut nodes: Vec<Node> = shown.iter().map(node).collect();
    // What style sheets write has no number of its own.
    for place in 0..nodes.len() {
        let node = &nodes[place];
        if let Some(parent) =
            node.parent.filter(|_| node.role == "StaticText" && node.element.is_none())
        {
            nodes[place].element = nodes[parent].element;
        }
    }
    nodes
}

/// Letters and digits, which alone are compared and alone make a name.
fn letters(text: &str) -> String {
    text.chars().filter(|one| one.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The language that a text is in, if its words tell: English or French.
fn language(text: &str) -> Option<&'static str> {
    let text = text.to_lowercase();
    let words = || text.split(|one: char| !one.is_alphabetic());
    let count = |of: &[&str]| words().filter(|word| of.contains(word)).count();
    match (count(&ENGLISH), count(&FRENCH)) {
        (3.., 0) => Some("en"),
        (0, 3..) => Some("fr"),
        _ => None,
    }
}

impl Tree {
    /// All with that role.
    pub(crate) fn all(&self, role: &str) -> Vec<&Node> {
        self.nodes.iter().filter(|node| node.role == role).collect()
    }

    /// The one with that role and that name.
    pub(crate) fn one(&self, role: &str, name: &str) -> &Node {
        let found: Vec<&Node> =
            self.all(role).into_iter().filter(|node| node.name == name).collect();
        let names = || self.all(role).iter().map(|node| node.name.clone()).collect::<Vec<_>>();
        match found.as_slice() {
            [one] => one,
            _ => panic!("{} × {role} {name:?} among {:?}", found.len(), names()),
        }
    }

    /// The roles and names of what the document says is the current one.
    pub(crate) fn current(&self) -> Vec<String> {
        let is_current = |node: &&Node| node.role != "StaticText" && !self.of(node, 3).is_empty();
        self.nodes
            .iter()
            .filter(is_current)
            .map(|node| format!("{} {}", node.role, node.name))
            .collect()
    }

    /// The places that tell what has changed, and what each says.
    pub(crate) fn live(&self) -> Vec<(&Node, String)> {
        let is_live = |node: &&Node| {
            node.element.is_some() && !matches!(node.state("live").as_str(), "" | "off")
        };
        self.nodes.iter().filter(is_live).map(|node| (node, self.text(node))).collect()
    }

    /// All that is read in it.
    pub(crate) fn text(&self, node: &Node) -> String {
        let inside = |text: &&Node| {
            let mut around = text.parent.and_then(|place| self.nodes.get(place));
            while let Some(one) = around.filter(|one| !std::ptr::eq(*one, node)) {
                around = one.parent.and_then(|place| self.nodes.get(place));
            }
            text.role == "StaticText" && around.is_some()
        };
        let texts: Vec<&str> =
            self.nodes.iter().filter(inside).map(|node| node.name.as_str()).collect();
        texts.concat().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// What the document says of its element ([`ELEMENTS`]).
    fn of(&self, node: &Node, what: usize) -> &str {
        let element = node.element.and_then(|place| self.elements.get(place));
        element.and_then(|element| element[what].as_str()).unwrap_or_default()
    }

    /// The language that the document says a node is in.
    pub(crate) fn language(&self, node: &Node) -> &str {
        self.of(node, 1)
    }

    /// What is wrong in it, one line a place.
    pub(crate) fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for node in &self.nodes {
            let found = self.faults_of(node);
            let place = self.of(node, 0);
            faults.extend(
                found
                    .into_iter()
                    .map(|what| format!("{} {:?} ({place}): {what}", node.role, node.name)),
            );
        }
        // A dialogue that is modal has all else out of the tree.
        let shown = usize::from(self.all("dialog").is_empty());
        for (role, level) in [("main", ""), ("heading", "1"), ("banner", ""), ("contentinfo", "")] {
            let found =
                self.all(role).into_iter().filter(|node| node.state("level") == level).count();
            if found != shown {
                faults.push(format!("{found} × {role} {level}"));
            }
        }
        for role in LANDMARKS {
            let mut names: Vec<&str> =
                self.all(role).iter().map(|node| node.name.as_str()).collect();
            names.sort_unstable();
            if names.len() > 1
                && (names[0].is_empty() || names.windows(2).any(|two| two[0] == two[1]))
            {
                faults.push(format!("{role} cannot be told from another: {names:?}"));
            }
        }
        let mut said: Vec<String> = self.live().into_iter().map(|(_, text)| text).collect();
        said.sort_unstable();
        if said.windows(2).any(|two| two[0] == two[1] && !two[0].is_empty()) {
            faults.push(format!("said twice: {said:?}"));
        }
        faults
    }

    fn faults_of(&self, node: &Node) -> Vec<String> {
        // What has none is the browser's own, as in a player.
        let Some(element) = node.element.and_then(|place| self.elements.get(place)) else {
            return Vec::new();
        };
        let mut faults = Vec::new();
        let (role, name) = (node.role.as_str(), node.name.trim());
        let control = CONTROLS.contains(&role);
        let reached = element[4] == true && node.state("focusable") == "true";
        if (control || reached || NAMED.contains(&role)) && letters(name).is_empty() {
            faults.push("has no name".to_owned());
        }
        let first = name.chars().next().unwrap_or('A');
        if control && !first.is_alphanumeric() && !"«“\"([@+".contains(first) {
            faults.push("its name begins with a sign".to_owned());
        }
        if control && name.contains(ICONS) {
            faults.push("an icon is in its name".to_owned());
        }
        let seen = self.of(node, 2);
        if control && !letters(name).contains(&letters(seen)) {
            faults.push(format!("its name has not what is seen: {seen:?}"));
        }
        if role == "StaticText" && name.starts_with('·') {
            faults.push("a dot is read".to_owned());
        }
        let inside = |inner: &&Node| {
            inner.parent.is_some_and(|place| std::ptr::eq(&raw const self.nodes[place], node))
        };
        let link = || {
            self.all("link")
                .into_iter()
                .filter(inside)
                .find(|link| name.ends_with(&link.name) && name != link.name)
        };
        if let Some(link) = (role == "heading").then(link).flatten() {
            faults.push(format!("the name of a link is in its own: {:?}", link.name));
        }
        if role == "dialog" && node.state("modal") != "true" {
            faults.push("is not modal".to_owned());
        }
        // A text by itself, or a name that is none of what stands in it. Nobody says which language a contact's role is in.
        let own = role == "StaticText"
            || !self.nodes.iter().any(|inner| inside(&inner) && !inner.name.is_empty());
        let place = self.of(node, 0);
        let open = matches!(role, "RootWebArea" | "option")
            || place == "span.k-contact__role"
            || place == "pre";
        if let Some(said) =
            language(name).filter(|said| own && !open && !self.language(node).starts_with(said))
        {
            faults.push(format!("is {said}, and said to be {:?}", self.language(node)));
        }
        faults
    }
}

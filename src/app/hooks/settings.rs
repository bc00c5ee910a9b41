//! What the reader has chosen once and for all, kept in the browser.

use super::browser;
use crate::i18n::Interface;
use gloo::storage::{LocalStorage, Storage};
use serde::{Deserialize, Serialize};
use std::rc::Rc;
use yew::{Reducible, UseReducerDispatcher, hook, use_context, use_effect_with, use_reducer};

/// The reader's choices. One that is not kept, or cannot be read, is the first of its kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The language of the interface, as its tag.
    pub interface: Option<String>,
    /// Light, dark, or as the system says.
    pub theme: Theme,
    /// Steps above or below the usual size of the text, -1 to 4.
    pub text_size: i8,
    /// More space between lines.
    pub wide_lines: bool,
    /// Typography refined when shown; off: the text as sent.
    pub typography: bool,
    /// Shortcuts of a single key.
    pub shortcuts: bool,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the system says.
    #[default]
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// Its name in attributes and values.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            interface: None,
            theme: Theme::Auto,
            text_size: 0,
            wide_lines: false,
            typography: true,
            shortcuts: true,
        }
    }
}

const KEY: &str = "kiosque.settings";

impl Settings {
    /// What the browser has kept. Nothing, where it keeps nothing (private windows).
    #[must_use]
    pub fn load() -> Self {
        if cfg!(target_arch = "wasm32") {
            LocalStorage::get(KEY).unwrap_or_default()
        } else {
            Self::default()
        }
    }

    /// The language of the interface: the reader's choice, else the first that the browser
    /// asks for and the interface speaks.
    #[must_use]
    pub fn interface(&self) -> Option<Interface> {
        let chosen = self.interface.as_deref().and_then(Interface::new);
        let asked = || {
            let tags = if cfg!(target_arch = "wasm32") { browser::languages() } else { vec![] };
            tags.iter().find_map(|tag| Interface::new(tag))
        };
        chosen.or_else(asked)
    }

    fn apply(&self) {
        let theme = (self.theme != Theme::Auto).then(|| self.theme.name());
        browser::set_root_attribute("data-theme", theme);
        let size = self.text_size.to_string();
        browser::set_root_attribute("data-text-size", (self.text_size != 0).then_some(&size));
        browser::set_root_attribute("data-wide-lines", self.wide_lines.then_some(""));
    }
}

impl Reducible for Settings {
    type Action = Settings;

    fn reduce(self: Rc<Self>, action: Settings) -> Rc<Self> {
        Rc::new(action)
    }
}

/// The settings, and the means to change them.
#[derive(Clone, PartialEq)]
pub struct SettingsHandle {
    current: Rc<Settings>,
    dispatch: UseReducerDispatcher<Settings>,
}

impl std::ops::Deref for SettingsHandle {
    type Target = Settings;

    fn deref(&self) -> &Settings {
        &self.current
    }
}

impl SettingsHandle {
    /// Changes the settings and keeps them.
    pub fn change(&self, change: impl FnOnce(&mut Settings)) {
        let mut settings = (*self.current).clone();
        change(&mut settings);
        // Where the browser keeps nothing the choice holds until the page is left.
        let _ = LocalStorage::set(KEY, &settings);
        self.dispatch.dispatch(settings);
    }
}

/// Holds the settings for the whole app.
#[hook]
pub fn use_settings_state() -> SettingsHandle {
    let settings = use_reducer(Settings::load);
    use_effect_with((*settings).clone(), |settings| settings.apply());
    SettingsHandle { current: Rc::new((*settings).clone()), dispatch: settings.dispatcher() }
}

/// The settings, and the means to change them.
#[hook]
#[expect(clippy::expect_used, reason = "App provides the context to every component")]
pub fn use_settings() -> SettingsHandle {
    use_context::<SettingsHandle>().expect("a component outside App")
}

//! What the reader has chosen once and for all, kept in the browser.

use crate::i18n::Interface;

/// The reader's choices. One that is not kept, or cannot be read, is as in the beginning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The language of the interface.
    pub interface: Option<Interface>,
    /// Light, dark, or as the system says.
    pub theme: Theme,
    /// Steps above or below the usual size of the text.
    pub text_size: i8,
    /// More space between lines.
    pub wide_lines: bool,
    /// Typography refined when shown; off: the text as sent.
    pub typography: bool,
    /// The words that were looked for are marked in a release.
    pub marks: bool,
    /// Text is copied as it was sent, whatever it looks like.
    pub copy_as_sent: bool,
    /// Shortcuts of a single key.
    pub shortcuts: bool,
    /// Marks of what is new since the last visit.
    pub news: bool,
    /// Pictures in lists; off: text only.
    pub pictures: bool,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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
    /// Its name in attributes and storage.
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
            marks: true,
            copy_as_sent: false,
            shortcuts: true,
            news: true,
            pictures: true,
        }
    }
}

/// The name under which they are kept: as one query string, which needs no parser that the app does not
/// already have.
pub const KEY: &str = "kiosque.settings";

impl Settings {
    /// The smallest text, in steps from the usual size.
    pub const SMALLEST: i8 = -1;
    /// The largest text, in steps from the usual size.
    pub const LARGEST: i8 = 4;

    /// What the browser has kept.
    pub fn parse(text: &str) -> Self {
        let mut settings = Self::default();
        for (key, value) in form_urlencoded::parse(text.as_bytes()) {
            match &*key {
                "interface" => settings.interface = Interface::new(&value),
                "theme" => {
                    let themes = [Theme::Light, Theme::Dark];
                    let theme = themes.into_iter().find(|theme| theme.name() == value);
                    settings.theme = theme.unwrap_or_default();
                }
                "size" => {
                    let size = value.parse().unwrap_or(0_i8);
                    settings.text_size = size.clamp(Self::SMALLEST, Self::LARGEST);
                }
                "lines" => settings.wide_lines = value == "wide",
                "typography" => settings.typography = value != "off",
                "marks" => settings.marks = value != "off",
                "news" => settings.news = value != "off",
                "pictures" => settings.pictures = value != "off",
                "copy" => settings.copy_as_sent = value == "sent",
                "shortcuts" => settings.shortcuts = value != "off",
                _ => {}
            }
        }
        settings
    }

    /// As the browser keeps it.
    pub fn print(&self) -> String {
        let mut pairs = form_urlencoded::Serializer::new(String::new());
        if let Some(interface) = self.interface {
            pairs.append_pair("interface", interface.tag());
        }
        pairs.append_pair("theme", self.theme.name());
        pairs.append_pair("size", &self.text_size.to_string());
        pairs.append_pair("lines", if self.wide_lines { "wide" } else { "usual" });
        pairs.append_pair("typography", if self.typography { "on" } else { "off" });
        pairs.append_pair("marks", if self.marks { "on" } else { "off" });
        if self.copy_as_sent {
            pairs.append_pair("copy", "sent");
        }
        pairs.append_pair("shortcuts", if self.shortcuts { "on" } else { "off" });
        if !self.news {
            pairs.append_pair("news", "off");
        }
        if !self.pictures {
            pairs.append_pair("pictures", "off");
        }
        pairs.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::{Settings, Theme};
    use crate::i18n::Interface;

    #[test]
    fn settings_survive_being_kept() {
        let settings = Settings {
            interface: Some(Interface::English),
            theme: Theme::Dark,
            text_size: 3,
            wide_lines: true,
            typography: false,
            marks: false,
            copy_as_sent: true,
            shortcuts: false,
            news: false,
            pictures: false,
        };
        assert_eq!(Settings::parse(&settings.print()), settings);
        assert_eq!(Settings::parse(&Settings::default().print()), Settings::default());
    }

    #[test]
    fn what_cannot_be_read_is_as_in_the_beginning() {
        for text in ["", "theme=blue&size=x&interface=tlh", "&&==", "{\"theme\":1}"] {
            assert_eq!(Settings::parse(text), Settings::default(), "{text}");
        }
        assert_eq!(Settings::parse("size=99").text_size, Settings::LARGEST);
    }
}

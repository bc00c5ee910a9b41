//! A newsroom to begin with: a folder that publishes as it is, with comments that say what else there is.

use super::language;
use anyhow::{Context, Result, bail};
use clap::Args;
use kiosque::{
    bundle,
    ingest::{Kind, Loaded},
    model::{self, Accent, Image, Language, Newsroom, Source},
};
use std::{
    fs::{self, File},
    io::{self, BufRead, IsTerminal, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

/// What is written in one language.
struct Text {
    language: &'static str,
    release: &'static str,
    readme: &'static str,
}

const ENGLISH: Text = Text {
    language: "en",
    release: include_str!("new/release.en.md"),
    readme: include_str!("new/readme.en.md"),
};
const FRENCH: Text = Text {
    language: "fr",
    release: include_str!("new/release.fr.md"),
    readme: include_str!("new/readme.fr.md"),
};

/// What editors complete and check by. Hidden, so that it is no source.
const SCHEMAS: [(&str, &str); 2] = [
    (".kiosque/newsroom.schema.json", include_str!("../../../docs/schema/newsroom.schema.json")),
    (".kiosque/release.schema.json", include_str!("../../../docs/schema/release.schema.json")),
];

#[derive(Args)]
pub(super) struct New {
    /// The folder to begin in: one that is not there yet, or one that has none of these files.
    dir: PathBuf,
    /// What the newsroom is called. By default as the folder is.
    #[arg(long)]
    name: Option<String>,
    /// The languages it publishes in, the main one first, such as fr,en. By default that of this computer.
    #[arg(long, value_name = "TAGS", value_delimiter = ',', value_parser = language)]
    languages: Vec<Language>,
    /// The colour of links and buttons, such as #0a5c7a.
    #[arg(long, value_name = "COLOUR", value_parser = colour)]
    accent: Option<Accent>,
    /// Its mark, which is copied: SVG, PNG, WebP or JPEG, of at most 60 KB.
    #[arg(long, value_name = "FILE", value_parser = mark)]
    logo: Option<Logo>,
}

/// A mark that pages can show.
#[derive(Clone)]
struct Logo {
    /// Where it lies in the newsroom.
    name: String,
    bytes: Vec<u8>,
}

/// Reads a mark, if it is one by the rules that hold for the look of every newsroom.
fn mark(file: &str) -> Result<Logo, String> {
    const ENDINGS: [&str; 5] = ["svg", "png", "webp", "jpg", "jpeg"];
    let path = Path::new(file);
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    if !ENDINGS.contains(&&*ending) {
        return Err("no picture by its name; give SVG, PNG, WebP or JPEG".to_owned());
    }
    let real = fs::canonicalize(path).map_err(|error| error.to_string())?;
    let name = format!("media/logo.{ending}");
    let inside = model::Path::new(&name).ok_or("no name that a file can have")?;
    let source = Source::Local(inside.clone());
    let light = Image { source, alt: Some(String::new()), width: None, height: None };
    let logo = model::Logo { light, dark: None, alone: false };
    let mut loaded = Loaded {
        newsroom: Newsroom { logo: Some(logo), ..Newsroom::default() },
        files: [(inside, real.clone())].into(),
        ..Loaded::default()
    };
    bundle::look_into(&mut loaded);
    let wrong = loaded.problems.into_iter().find(|problem| problem.kind == Kind::BadLook);
    match wrong {
        Some(problem) => Err(problem.message.trim_end_matches("; left out").to_owned()),
        None => Ok(Logo { name, bytes: fs::read(real).map_err(|error| error.to_string())? }),
    }
}

fn colour(text: &str) -> Result<Accent, String> {
    Accent::new(text).ok_or_else(|| "a colour such as #0a5c7a is wanted".to_owned())
}

/// What was settled on.
struct Wanted {
    name: String,
    languages: Vec<Language>,
    accent: Option<Accent>,
    logo: Option<Logo>,
}

impl New {
    pub(super) fn run(self) -> Result<ExitCode> {
        let dir = self.dir.clone();
        let own = self.files(&Wanted { name: String::new(), ..self.settled(false)? });
        refuse_to_overwrite(&dir, &own)?;
        let asks = self.name.is_none() && io::stdin().is_terminal() && io::stdout().is_terminal();
        let wanted = self.settled(asks)?;
        let files = self.files(&wanted);
        refuse_to_overwrite(&dir, &files)?;
        for (name, text) in &files {
            let path = dir.join(name);
            let at = || path.display().to_string();
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder).with_context(at)?;
            }
            // Even if it came to be in this moment.
            let mut file = File::create_new(&path).with_context(at)?;
            file.write_all(text).with_context(at)?;
        }
        let mut out = io::stdout().lock();
        writeln!(out, "{}: a newsroom to begin with", dir.display())?;
        for (name, _) in files.iter().filter(|(name, _)| !name.starts_with('.')) {
            writeln!(out, "  {name}")?;
        }
        let shown = dir.display();
        writeln!(out, "\nWrite in it, then:")?;
        writeln!(out, "  kiosque check {shown}")?;
        writeln!(out, "  kiosque publish {shown} --out site")?;
        writeln!(out, "  kiosque serve site")?;
        Ok(ExitCode::SUCCESS)
    }

    fn settled(&self, ask: bool) -> Result<Wanted> {
        let name = self.name.clone().unwrap_or_else(|| folder_name(&self.dir));
        let mut languages = self.languages.clone();
        if languages.is_empty() {
            languages.extend(of_this_computer());
        }
        let (accent, logo) = (self.accent.clone(), self.logo.clone());
        let mut wanted = Wanted { name, languages, accent, logo };
        if ask {
            wanted.name =
                asked("What is the newsroom called?", &wanted.name, |text| Ok(text.to_owned()))?;
            if self.languages.is_empty() {
                let tag =
                    wanted.languages.iter().map(Language::as_str).collect::<Vec<_>>().join(",");
                let read = |text: &str| text.split(',').map(|tag| language(tag.trim())).collect();
                wanted.languages = asked("In which languages, the main one first?", &tag, read)?;
            }
            if self.accent.is_none() {
                let read = |text: &str| {
                    if text.is_empty() { Ok(None) } else { colour(text).map(Some) }
                };
                wanted.accent = asked("In which colour, such as #0a5c7a? (none: ours)", "", read)?;
            }
            if self.logo.is_none() {
                let read = |text: &str| {
                    if text.is_empty() { Ok(None) } else { mark(text).map(Some) }
                };
                wanted.logo = asked("Which file is its logo? (none: the name alone)", "", read)?;
            }
        }
        Ok(wanted)
    }

    /// Each file, by its name in the folder.
    fn files(&self, wanted: &Wanted) -> Vec<(String, Vec<u8>)> {
        let day = jiff::ZonedDateTime::now().date().to_string();
        let mut files = vec![("newsroom.json".to_owned(), newsroom(wanted).into_bytes())];
        // In two languages only if those are all: a version that is missing is a problem.
        let mut texts: Vec<&Text> = Vec::new();
        for text in wanted.languages.iter().filter_map(text_in) {
            if !texts.iter().any(|known| known.language == text.language) {
                texts.push(text);
            }
        }
        if wanted.languages.iter().any(|language| text_in(language).is_none()) {
            texts.truncate(1);
        }
        if texts.is_empty() {
            texts.push(&ENGLISH);
        }
        for text in &texts {
            let release = text.release.replace("{name}", &quoted(&wanted.name));
            let release = release.replace("{language}", text.language).replace("{day}", &day);
            let suffix =
                if texts.len() > 1 { format!(".{}", text.language) } else { String::new() };
            files.push((format!("welcome{suffix}.md"), release.into_bytes()));
        }
        let readme = texts.first().map_or(&ENGLISH, |text| text).readme;
        let readme = readme.replace("{dir}", &folder_name(&self.dir));
        files.push(("README.md".to_owned(), readme.into_bytes()));
        files.extend(wanted.logo.iter().map(|logo| (logo.name.clone(), logo.bytes.clone())));
        files.extend(
            SCHEMAS.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())),
        );
        files
    }
}

/// Text as YAML and JSON both read it.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// `newsroom.json`. By hand, since the order of its lines is for people.
fn newsroom(wanted: &Wanted) -> String {
    let tags: Vec<String> = wanted.languages.iter().map(|tag| quoted(tag.as_str())).collect();
    let main = tags.first().cloned().unwrap_or_default();
    let accent = wanted
        .accent
        .as_ref()
        .map(|accent| format!(",\n    \"accent\": {}", quoted(accent.as_str())));
    // The name stands beside it.
    let logo = wanted.logo.as_ref().map(|logo| {
        format!(",\n    \"logo\": {{ \"light\": {}, \"alt\": \"\" }}", quoted(&logo.name))
    });
    format!(
        "{{\n  \"$schema\": \".kiosque/newsroom.schema.json\",\n  \"version\": \"https://jsonfeed.org/version/1.1\",\n  \
         \"title\": {},\n  \"language\": {main},\n  \"_newsroom\": {{\n    \"languages\": [{}]{}{}\n  }},\n  \"items\": []\n}}\n",
        quoted(&wanted.name),
        tags.join(", "),
        accent.unwrap_or_default(),
        logo.unwrap_or_default(),
    )
}

/// What there is in a language.
fn text_in(language: &Language) -> Option<&'static Text> {
    [&ENGLISH, &FRENCH].into_iter().find(|text| text.language == language.primary())
}

fn folder_name(dir: &Path) -> String {
    let whole = std::path::absolute(dir).unwrap_or_else(|_| dir.to_owned());
    whole
        .file_name()
        .map_or_else(|| "Newsroom".to_owned(), |name| name.to_string_lossy().into_owned())
}

/// The language that the system says in the usual variables: French, or else English.
fn of_this_computer() -> Option<Language> {
    let said = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    let tag = if said.is_some_and(|tag| tag.starts_with("fr")) { "fr" } else { "en" };
    Language::new(tag)
}

/// Asks until the answer can be read; an empty one is `usual`.
fn asked<T>(question: &str, usual: &str, read: impl Fn(&str) -> Result<T, String>) -> Result<T> {
    loop {
        let usual_shown = if usual.is_empty() { String::new() } else { format!(" [{usual}]") };
        print!("{question}{usual_shown} ");
        io::stdout().flush()?;
        let mut line = String::new();
        if io::stdin().lock().read_line(&mut line)? == 0 {
            bail!("no answer");
        }
        let line = line.trim();
        match read(if line.is_empty() { usual } else { line }) {
            Ok(answer) => return Ok(answer),
            Err(why) => println!("{why}"),
        }
    }
}

fn refuse_to_overwrite(dir: &Path, files: &[(String, Vec<u8>)]) -> Result<()> {
    let there: Vec<&str> = files
        .iter()
        .map(|(name, _)| name.as_str())
        .filter(|name| fs::symlink_metadata(dir.join(name)).is_ok())
        .collect();
    if !there.is_empty() {
        bail!(
            "{}: there already: {}; nothing was written, name another folder",
            dir.display(),
            there.join(", ")
        );
    }
    Ok(())
}

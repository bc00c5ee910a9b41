//! Searches a published folder as the viewer does, and prints the titles of what it finds:
//!
//! ```sh
//! cargo run --example search_set -- site/ quai électrique
//! ```

use kiosque::bundle::{Need, folder::Folder};
use kiosque::search::Request;
use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [site, words @ ..] = arguments.as_slice() else {
        return Err("a published folder is wanted, and what to search for".into());
    };

    let mut folder = Folder::open(Path::new(site))?;
    let request = Request { query: words.join(" "), limit: 20, ..Request::default() };

    // Reads the files of the index that these words need, and the list entries of what is found.
    let reader = folder.read(&Need::List(request.clone()));
    let answer = reader.answer(&request);
    for card in reader.found(&answer).iter().filter_map(|found| found.card.as_ref()) {
        println!("{}  {}", card.slug, card.title.as_deref().unwrap_or("(no title)"));
    }
    println!("{} releases", answer.total);

    // Without a file the answer is what the others say.
    if let Some(error) = reader.failure() {
        eprintln!("{error}");
    }
    Ok(())
}

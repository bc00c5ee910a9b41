//! Words of saying, French and English, in the forms in which a speaker has them.

use super::sentence::Word;

/// French verbs in -er, without that ending.
const FIRST: &str = "affirm ajout analys annonc argument assur avanc avou clam comment compar confi confirm considèr \
    constat cri déclar dénonc déplor détaill dout élud enchaîn énumèr \
    espèr estim expliqu expos gliss grond indiqu insist interrog ironis jur justifi lanc lâch martèl \
    mentionn murmur not nuanc objet objec observ pens plaid précis propos protest racont rappel rapport regrett relat \
    relèv remarqu récus répèt répliqu résum rétorqu révèl salu signal soulign \
    souhait soupir suggèr témoign tempèr théoris tonn tranch vant enchér trouv jug \
    écri amus exclam enthousiasm étonn inquièt indign alarm ému félicit agac questionn demand \
    conseill recommand exhort invit ordonn développ illustr";

/// Other French forms: present, imperfect, simple past.
const FINITE: &str = "admet admettent admit avertit avertissent conclut concluent concède concèdent convient \
    conviennent confesse croit croient crie crient écrie décrit décrivent dit disent disait disaient défend \
    défendent déduit écrit écrivent écrivait intervient maintient poursuit poursuivent poursuivait \
    prévient préviennent promet promettent réagit réagissent reconnaît reconnaissent reconnaissait \
    renchérit répond répondent répondait réjouit reprend souvient souviennent soutient soutiennent \
    sourit surenchérit craint";

/// Other French participles.
const PARTICIPLES: &str = "admis averti conclu concédé convenu cru crié décrit dit défendu écrit \
    maintenu poursuivi prévenu promis réagi reconnu renchéri répondu repris soutenu souri ému \
    considéré espéré énuméré martélé relevé répété \
    révélé suggéré tempéré rappelé réjoui";

/// Infinitives that stand with "fait", "tient à" and the like.
const INFINITIVES: &str = "observer remarquer savoir valoir dire rappeler souligner préciser ajouter noter saluer \
    prévenir avouer expliquer comprendre";

const ENGLISH: &str = "said says say told tells explained explains added adds noted notes wrote writes argued argues asked asks \
    replied replies recalled recalls admitted admits stated states announced announces commented comments remarked remarks \
    declared declares continued continues concluded concludes observed observes suggested suggests warned warns insisted \
    insists confirmed confirms reported emphasized emphasised emphasizes stressed stresses believes believed thinks \
    reflected reflects joked jokes mused muses quipped recounted recounts responded responds answered acknowledged \
    acknowledges claimed claims agreed agrees exclaimed exclaims urged urges cautioned cautions predicted predicts promised \
    remembered remembers summarized pointed points advised advises  \
     lamented laments cautioned proclaimed pleaded pleads muttered whispered shouted cried contends contended maintains \
    maintained conceded concedes boasted boasts revealed reveals replying saying adding explaining noting   \
    clarified clarifies praised praises opined recommend recommends recommended mentioned mentions say explain write argue";

const AUXILIARIES: &str = "a ont avait avaient est sont était aura has have had ai avons";

/// Words that may stand between an auxiliary and its participle, or before a verb.
const ADVERBS: &str = "ainsi également aussi encore notamment alors ensuite déjà toutefois cependant simplement \
    volontiers récemment bien toujours souvent also once recently then later further often always famously simply \
    just still previously publicly again";

const CLITICS: &str = "s’ se l’ le lui nous vous leur m’ me t’ y en j’ la les";

pub(super) const PRONOUNS: &str = "il elle ils elles on je j’ nous vous tu he she they we i you it";

pub(super) fn is_in(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|other| other == word)
}

pub(super) fn is_english(word: &str) -> bool {
    is_in(ENGLISH, word) || matches!(word, "put" | "puts")
}

fn is_finite(word: &str) -> bool {
    const ENDINGS: [&str; 6] = ["ent", "aient", "ait", "èrent", "e", "a"];
    let regular = |ending: &&str| {
        word.strip_suffix(ending)
            .is_some_and(|stem| is_in(FIRST, stem) || is_in(FIRST, &softened(stem)))
    };
    is_in(FINITE, word) || is_in(ENGLISH, word) || ENDINGS.iter().any(regular)
}

/// As the stem is written before e: commençait, jugeait, rappelait.
fn softened(stem: &str) -> String {
    let stem = stem.strip_suffix("ge").map_or_else(|| stem.to_owned(), |rest| format!("{rest}g"));
    let stem = stem.strip_suffix("ell").map_or(stem.clone(), |rest| format!("{rest}el"));
    stem.strip_suffix('ç').map_or(stem.clone(), |rest| format!("{rest}c"))
}

fn is_participle(word: &str) -> bool {
    const ENDINGS: [&str; 4] = ["ées", "és", "ée", "é"];
    let regular = |ending: &&str| word.strip_suffix(ending).is_some_and(|stem| is_in(FIRST, stem));
    is_in(PARTICIPLES, word) || is_in(ENGLISH, word) || ENDINGS.iter().any(regular)
}

/// A verb with all that belongs to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Verb {
    /// The word after it.
    pub(super) next: usize,
    /// Whether the speaker is a pronoun in it: "dit-il".
    pub(super) pronoun: bool,
}

/// The verb of saying that begins with the word `at`.
pub(super) fn verb(words: &[Word<'_>], at: usize) -> Option<Verb> {
    let word = |place: usize| words.get(place).map(Word::lower);
    let mut place = at;
    let skip = |place: &mut usize, list: &str, most: usize| {
        for _ in 0..most {
            if word(*place).is_some_and(|word| is_in(list, &word)) {
                *place += 1;
            }
        }
    };
    skip(&mut place, CLITICS, 2);
    let (first, mut pronoun) = inverted(&word(place)?);
    // A clitic may be an article: "le note".
    if is_in(AUXILIARIES, &first) {
        let mut after = place + 1;
        skip(&mut after, ADVERBS, 2);
        let next = word(after)?;
        let second = word(after + 1).unwrap_or_default();
        let third = word(after + 2).unwrap_or_default();
        if is_participle(&next) {
            return Some(Verb { next: object(words, after + 1), pronoun });
        }
        if matches!(next.as_str(), "fait" | "tenu") {
            let (infinitive, next) =
                if second == "à" { (third, after + 3) } else { (second, after + 2) };
            return (is_in(INFINITIVES, &infinitive)).then_some(Verb { next, pronoun });
        }
        return None;
    }
    skip(&mut place, ADVERBS, 2);
    let (first, again) = inverted(&word(place)?);
    pronoun |= again;
    let next = word(place + 1).unwrap_or_default();
    match first.as_str() {
        "fait" if is_in(INFINITIVES, &next) => Some(Verb { next: place + 2, pronoun }),
        "tient" | "tiens" if next == "à" => Some(Verb { next: place + 3, pronoun }),
        "aime" | "aimait" | "veut" | "peut" => {
            let mut after = place + 1;
            skip(&mut after, ADVERBS, 1);
            skip(&mut after, "à", 1);
            skip(&mut after, CLITICS, 2);
            word(after)
                .filter(|word| is_in(INFINITIVES, word))
                .map(|_| Verb { next: after + 1, pronoun })
        }
        "put" | "puts" if next == "it" => Some(Verb { next: object(words, place + 2), pronoun }),
        // Only with what is felt or found.
        "feel" | "feels" | "felt" | "found" | "finds" if next == "that" => {
            Some(Verb { next: place + 1, pronoun })
        }
        _ if is_finite(&first) => Some(Verb { next: object(words, place + 1), pronoun }),
        _ => None,
    }
}

/// What belongs to some English verbs: "pointed out", "told me", "summed it up".
fn object(words: &[Word<'_>], mut at: usize) -> usize {
    for _ in 0..2 {
        let word = words.get(at).map(Word::lower).unwrap_or_default();
        if is_in("out up it us me him her them", &word) {
            at += 1;
        }
    }
    at
}

/// A verb without the pronoun that is written after it.
fn inverted(word: &str) -> (String, bool) {
    let mut parts = word.split('-');
    let (first, last) = (parts.next().unwrap_or_default(), parts.next_back());
    match last {
        Some(last) if is_in(PRONOUNS, last) => (first.to_owned(), true),
        _ => (word.to_owned(), false),
    }
}

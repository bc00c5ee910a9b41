//! Forms that no stemmer knows: irregular ones, the two spellings of English, French names of
//! trades. They are looked up one by one, since they need not begin alike.

/// Folded forms of one word; words are parted by `|`.
const FRENCH: &str = "travail travaux|bail baux|vitrail vitraux|corail coraux|\
    soupirail soupiraux|email emaux|oeil yeux|ciel ciels cieux|aieul aieule aieuls aieux|\
    monsieur messieurs|madame mesdames|mademoiselle mesdemoiselles|chef cheffe chefs cheffes|\
    maire mairesse maires mairesses|prefet prefete prefets prefetes|\
    heros heroine heroines|beau bel belle beaux belles|nouveau nouvel nouvelle nouveaux nouvelles|\
    vieux vieil vieille vieilles|fou fol folle fous folles|blanc blanche blancs blanches|\
    public publique publics publiques|grec grecque grecs grecques|turc turque turcs turques|\
    copain copine copains copines|premier 1er|premiers 1ers|premiere 1re 1ere|\
    second seconde deuxieme 2e 2nd 2nde 2eme|troisieme 3e 3eme|quatrieme 4e 4eme|cinquieme 5e 5eme|\
    sixieme 6e 6eme|septieme 7e 7eme|huitieme 8e 8eme|neuvieme 9e 9eme|dixieme 10e 10eme|\
    vingtieme 20e 20eme|centieme 100e 100eme";

const ENGLISH: &str = "child children|man men|woman women|foot feet|mouse mice|tooth teeth|\
    person people|go goes went gone going|buy buys bought buying|say says said saying|\
    lead leads led leading|build builds built building|hold holds held holding|\
    meet meets met meeting|win wins won winning|pay pays paid paying|sell sells sold selling|\
    spend spends spent spending|begin begins began begun beginning|choose chooses chose chosen|\
    rise rises rose risen rising|grow grows grew grown growing|know knows knew known|\
    take takes took taken taking|give gives gave given giving|make makes made making|\
    find finds found finding|think thinks thought thinking|bring brings brought bringing|\
    teach teaches taught teaching|seek seeks sought seeking|\
    fight fights fought fighting|write writes wrote written writing|speak speaks spoke spoken|\
    break breaks broke broken|drive drives drove driven|fall falls fell fallen|\
    feel feels felt feeling|keep keeps kept keeping|leave leaves left leaving|\
    lose loses lost losing|run runs ran running|see sees saw seen seeing|\
    send sends sent sending|stand stands stood|tell tells told telling|throw throws threw thrown|\
    draw draws drew drawn|get gets got gotten|\
    come comes came coming|become becomes became|\
    strike strikes struck|\
    understand understands understood|\
    crisis crises|analysis analyses|basis bases|\
    thesis theses|hypothesis hypotheses|diagnosis diagnoses|datum data|medium media|\
    criterion criteria|phenomenon phenomena|\
    index indexes indices|appendix appendices|half halves|life lives|\
    knife knives|leaf leaves|shelf shelves|thief thieves|\
    programme programmes program programs|centre centres center centers|\
    theatre theatres theater theaters|metre metres meter meters|litre litres liter liters|\
    fibre fibres fiber fibers|kilometre kilometres kilometer kilometers|\
    catalogue catalogues catalog catalogs|dialogue dialogues dialog dialogs|analogue analog|\
    defence defences defense defenses|licence licences license licenses|offence offences offense offenses|\
    practice practise|\
    grey gray|ageing aging|aluminium aluminum|fulfil fulfill|enrol enroll|\
    artefact artifact|\
    first 1st|second 2nd|third 3rd|fourth 4th|fifth 5th|sixth 6th|seventh 7th|eighth 8th|\
    ninth 9th|tenth 10th|twentieth 20th";

/// Endings that change places, parted by `|`.
const FRENCH_ENDINGS: &str = "teur trice|teurs trices|teure trice|teures trices|euse eure|euses eures|eur eure|eurs eures|eur euse|eurs euses|\
    ller llere|llers lleres|ger gere|gers geres|cher chere|chers cheres";

const ENGLISH_ENDINGS: &str = "ise ize|ises izes|ised ized|ising izing|iser izer|isers izers|\
    isation ization|isations izations|yse yze|yses yzes|ysed yzed|ysing yzing|our or|ours ors|\
    oured ored|ouring oring|ourable orable|ourite orite|ourites orites|ourhood orhood|\
    elled eled|elling eling|eller eler|ellers elers|alled aled|alling aling";

/// What sentences are held together with, and questions begin with.
const FRENCH_SMALL: &str = "a au aux avec ce ces cette comment dans de des du elle en est et ete il ils je la le les leur mais ne on \
    ont ou par pas pour quand que quel quelle qui quoi se sont sur un une y";

const ENGLISH_SMALL: &str = "a an and any are as at be been being but by can could did do does find for from had has have how i \
    if in into is it its may no not of on or should so such than that the their then there these they this to was we were \
    what when where which who will with would";

/// Whether `word` is one of the small ones of French or English.
pub(super) fn is_small(word: &str, french: bool) -> bool {
    let small = if french { FRENCH_SMALL } else { ENGLISH_SMALL };
    small.split(' ').any(|other| other == word)
}

/// Hands over what else `word` may be written as in French or English.
pub(super) fn others(word: &str, french: bool, take: &mut dyn FnMut(String)) {
    let (groups, endings) =
        if french { (FRENCH, FRENCH_ENDINGS) } else { (ENGLISH, ENGLISH_ENDINGS) };
    for group in groups.split('|') {
        if group.split(' ').any(|form| form == word) {
            group.split(' ').filter(|form| *form != word).for_each(|form| take(form.to_owned()));
        }
    }
    let least = if french { 2 } else { 3 };
    for (a, b) in endings.split('|').filter_map(|pair| pair.split_once(' ')) {
        for (from, to) in [(a, b), (b, a)] {
            let start = word.strip_suffix(from).filter(|start| start.len() >= least);
            if let Some(start) = start
                && word.len() > 4
                && from.len() + to.len() > 4
            {
                take([start, to].concat());
            }
        }
    }
    // 21e, 21ème.
    let digits = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if let (true, Some((number, ending @ ("e" | "eme" | "ieme")))) =
        (french && digits > 0, word.split_at_checked(digits))
    {
        for other in ["e", "eme", "ieme"].into_iter().filter(|other| *other != ending) {
            take([number, other].concat());
        }
    }
}

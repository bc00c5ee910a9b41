use super::{FIELD, read};
use crate::{ingest::problem::Kind, model::Language};

/// Each line: the language, the text, the date or `-`, the kinds of what is told.
fn check(table: &[(&str, &str, &str, &[Kind])]) {
    for (language, text, expected, kinds) in table {
        let reading = read(text, Language::new(language).as_ref());
        let mut told = Vec::new();
        let date = reading.tell(FIELD, |kind, _| told.push(kind));
        let date = date.map_or_else(|| "-".to_owned(), |date| date.to_string());
        assert_eq!((date.as_str(), told.as_slice()), (*expected, *kinds), "{language} {text:?}");
    }
}

const SURE: &[Kind] = &[];
const TIME: &[Kind] = &[Kind::UnsureTime];
const DOUBT: &[Kind] = &[Kind::UnsureDate];
const ODD: &[Kind] = &[Kind::ImplausibleDate];
const BAD: &[Kind] = &[Kind::BadDate];

#[test]
fn dates_of_programs() {
    check(&[
        ("", "2024-03-05", "2024-03-05", SURE),
        ("", "2012-02-19 1:44:51 -0400", "2012-02-19T01:44:51-04:00", SURE),
        ("", "2018-02-15 09:00:00 -0400", "2018-02-15T09:00:00-04:00", SURE),
        ("", "2020-01-28T15:02:30.012000+00:00", "2020-01-28T15:02:30Z", SURE),
        ("", "2022-08-18T12:00:00.000Z", "2022-08-18T12:00:00Z", SURE),
        ("", "2024-01-01T00:30:00", "2024-01-01T00:30:00", SURE),
        ("", "2024/3/5", "2024-03-05", SURE),
        ("", "2024.3.5", "2024-03-05", SURE),
        ("", "2024-03-05 14:30 UTC", "2024-03-05T14:30:00Z", SURE),
        ("", "2024-03-05 14:30 +01", "2024-03-05T14:30:00+01:00", SURE),
        ("", "2024-03-05Z", "2024-03-05", SURE),
        ("", "2024-03-05+01:00", "2024-03-05", SURE),
        ("", "2024-07-05T14:30:00+02:00[Europe/Paris]", "2024-07-05T14:30:00+02:00", SURE),
        ("", "2024-07-05 14:30 Europe/Paris", "2024-07-05T14:30:00+02:00", SURE),
        ("", "2024-07-05 14:30 America/New_York", "2024-07-05T14:30:00-04:00", SURE),
        ("", "20240504", "2024-05-04", SURE),
        ("", "20240504T093000Z", "2024-05-04T09:30:00Z", SURE),
        ("", "Wed, 19 Feb 2014 01:44:51 -0400", "2014-02-19T01:44:51-04:00", SURE),
        ("", "Mon, 04 May 2026 09:00:00 +0200", "2026-05-04T09:00:00+02:00", SURE),
        ("", "19 Feb 2014 01:44 GMT", "2014-02-19T01:44:00Z", SURE),
        ("", "Wed, 19 Feb 2014 01:44:51 -0500 (EST)", "2014-02-19T01:44:51-05:00", SURE),
        ("", "Sat May  4 09:00:00 2024", "2024-05-04T09:00:00", SURE),
        ("", "Sat May  4 09:00:00 2024 +0200", "2024-05-04T09:00:00+02:00", SURE),
        ("", "Sat May  4 09:00:00 CEST 2024", "2024-05-04T09:00:00+02:00", SURE),
        (
            "",
            "Sat May 04 2024 09:00:00 GMT+0200 (Central European Summer Time)",
            "2024-05-04T09:00:00+02:00",
            SURE,
        ),
        ("", "04-May-2024 09:00", "2024-05-04T09:00:00", SURE),
        ("", "2016-12-31T23:59:60Z", "2016-12-31T23:59:60Z", SURE),
        ("", "2017-01-01T00:59:60+01:00", "2017-01-01T00:59:60+01:00", SURE),
    ]);
}

#[test]
fn dates_of_people_in_french() {
    check(&[
        ("fr", "4 février 2022 à 09:30", "2022-02-04T09:30:00", SURE),
        ("", "4 fe\u{301}vrier 2022 a\u{300} 09h30", "2022-02-04T09:30:00", SURE),
        ("fr", "7 mars 2023 à 16 h 45", "2023-03-07T16:45:00", SURE),
        ("fr", "7\u{a0}mars 2023 à 16\u{202f}h\u{a0}45", "2023-03-07T16:45:00", SURE),
        ("fr", "mardi 7 mars 2023 à 16 h", "2023-03-07T16:00:00", SURE),
        ("fr", "mar. 7 mars 2023, 16h45", "2023-03-07T16:45:00", SURE),
        ("fr", "mar. 1er août 2023", "2023-08-01", SURE),
        ("fr", "Mer. 5 juil. 2023 à 08:05", "2023-07-05T08:05:00", SURE),
        ("fr", "le vendredi 4 févr. 2022", "2022-02-04", SURE),
        ("fr", "Publié le 4 fév. 2022", "2022-02-04", SURE),
        ("fr", "communiqué du 4 mai 2022", "-", BAD),
        ("fr", "du 4 mai 2022", "2022-05-04", SURE),
        ("fr", "Brest, le 4 mai 2022", "2022-05-04", SURE),
        ("fr", "7 MARS 2023", "2023-03-07", SURE),
        ("fr", "1er mai 2024", "2024-05-01", SURE),
        ("fr", "1ᵉʳ mai 2024 à 9 heures", "2024-05-01T09:00:00", SURE),
        ("fr", "2 sept. 2022 à 9 heures 30", "2022-09-02T09:30:00", SURE),
        ("fr", "2 sept. 2022 à 9 heures et demie", "2022-09-02T09:30:00", SURE),
        ("fr", "2 sept. 2022 à 3 heures de l’après-midi", "2022-09-02T15:00:00", SURE),
        ("fr", "2 sept. 2022 à 8 h du soir", "2022-09-02T20:00:00", SURE),
        ("fr", "2 sept. 2022 - 14h30", "2022-09-02T14:30:00", SURE),
        ("fr", "2 sept. 2022 — 14 h 30 min", "2022-09-02T14:30:00", SURE),
        ("fr", "2 sept. 2022 | 14h30", "2022-09-02T14:30:00", SURE),
        ("fr", "2 décembre 2022 à midi", "2022-12-02T12:00:00", SURE),
        ("fr", "14 juil. 2022 à 9h", "2022-07-14T09:00:00", SURE),
        ("fr", "14 h 30, le 4 mai 2022", "2022-05-04T14:30:00", SURE),
        ("fr", "4 de mai 2022", "2022-05-04", SURE),
        ("fr", "4 mai 2024 (samedi)", "2024-05-04", SURE),
        ("fr", "14 juil. 2022 à 09:30 CEST", "2022-07-14T09:30:00+02:00", SURE),
        ("fr", "14 janv. 2022 à 09:30 CET", "2022-01-14T09:30:00+01:00", SURE),
        ("fr", "14 janv. 2022 à 09:30 (MEZ)", "2022-01-14T09:30:00+01:00", SURE),
        ("fr", "14 juil. 2022 à 9 h 30 (heure de Paris)", "2022-07-14T09:30:00+02:00", SURE),
        ("fr", "14 juil. 2022 à 9 h 30 (Paris)", "2022-07-14T09:30:00+02:00", SURE),
        ("fr", "1ier mai 2024", "2024-05-01", SURE),
        ("fr", "14 janv. 2022 à 9 h 30, heure de Paris", "2022-01-14T09:30:00+01:00", SURE),
        ("fr", "14 janv. 2022 à 9 h 30 heure française", "2022-01-14T09:30:00+01:00", SURE),
        ("fr", "14 juil. 2022 à 9 h 30 (heure locale)", "2022-07-14T09:30:00", SURE),
        ("fr", "14 juil. 2022 à 9 h 30 UTC+2", "2022-07-14T09:30:00+02:00", SURE),
        ("fr", "14 juil. 2022 à 9 h 30 (GMT + 1)", "2022-07-14T09:30:00+01:00", SURE),
        ("fr", "14 juil. 2022 à 9 h 30 HAE", "2022-07-14T09:30:00-04:00", SURE),
        ("fr-CA", "14 janv. 2022 à 9 h 30, heure de l’Est", "2022-01-14T09:30:00-05:00", SURE),
        ("fr", "14 juil. 2022 à 9 h 30, heure d’été de Paris", "2022-07-14T09:30:00+02:00", SURE),
    ]);
}

#[test]
fn dates_of_people_in_english() {
    check(&[
        ("en", "February 4, 2022 at 9:30 pm", "2022-02-04T21:30:00", SURE),
        ("en", "August 1st, 2022", "2022-08-01", SURE),
        ("en", "Feb 4, 2022, 12:05 AM EST", "2022-02-04T00:05:00-05:00", SURE),
        ("en", "Feb. 4, 2022, 2:30 p.m. ET", "2022-02-04T14:30:00-05:00", SURE),
        ("en", "July 4, 2022, 2:30 p.m. ET", "2022-07-04T14:30:00-04:00", SURE),
        ("en", "July 4, 2022, 2:30 p.m. Eastern Time", "2022-07-04T14:30:00-04:00", SURE),
        ("en", "4th of May 2021", "2021-05-04", SURE),
        ("en", "Wed 5 May 2021 at noon", "2021-05-05T12:00:00", SURE),
        ("en", "Wednesday, May 5th, 2021, 12 noon", "2021-05-05T12:00:00", SURE),
        ("en", "May 5th, 2021 at 12:00 noon", "2021-05-05T12:00:00", SURE),
        ("en", "Sept. 5, 2023", "2023-09-05", SURE),
        ("en", "Mar 5, 2024", "2024-03-05", SURE),
        ("en", "Mar. 5th, 2024", "2024-03-05", SURE),
        ("en", "Tuesday 4 May 2021", "2021-05-04", SURE),
        ("en", "May the 4th, 2021", "2021-05-04", SURE),
        ("en", "2021 May 4", "2021-05-04", SURE),
        ("en", "9:30 a.m. on May 4, 2021", "2021-05-04T09:30:00", SURE),
        ("en", "4 May 2021 14.30", "2021-05-04T14:30:00", SURE),
        ("en", "4 May 2021, 1430 GMT", "2021-05-04T14:30:00Z", SURE),
        ("en", "4 May 2021 9am", "2021-05-04T09:00:00", SURE),
        ("en", "4 July 2021 9am London time", "2021-07-04T09:00:00+01:00", SURE),
        ("en", "Published on May 4, 2021", "2021-05-04", SURE),
    ]);
}

#[test]
fn days_of_numbers_only() {
    check(&[
        ("fr", "04/02/2022", "2022-02-04", SURE),
        ("fr", "04/02/2022 à 14:30", "2022-02-04T14:30:00", SURE),
        ("", "le 04/02/2022 à 14 h 30", "2022-02-04T14:30:00", SURE),
        ("fr-BE", "4-2-2022", "2022-02-04", SURE),
        ("de", "04/02/2022", "2022-02-04", SURE),
        ("en-GB", "04/02/2022", "2022-02-04", SURE),
        ("en-US", "04/02/2022", "2022-04-02", SURE),
        ("", "04.02.2022", "2022-02-04", SURE),
        ("en", "25/12/2024", "2024-12-25", SURE),
        ("en", "12/25/2024", "2024-12-25", SURE),
        ("fr", "12/25/2024", "2024-12-25", SURE),
        ("en", "05/05/2024", "2024-05-05", SURE),
        ("fr", "ven. 04/02/2022", "2022-02-04", SURE),
        ("en", "04/02/2022", "-", BAD),
        ("en-CA", "04/02/2022", "-", BAD),
        ("", "05/03/2024", "-", BAD),
        ("fr", "04/02/22", "-", BAD),
        ("fr", "31/13/2022", "-", BAD),
    ]);
}

#[test]
fn a_sure_day_is_kept_when_its_time_is_not() {
    check(&[
        ("fr", "4 mai 2022 à midi pile", "2022-05-04", TIME),
        ("fr", "4 mai 2022 à minuit", "2022-05-04", TIME),
        ("en", "May 4, 2022 at 12:00 midnight", "2022-05-04", TIME),
        ("fr", "14 juil. 2022 à 9 h 30 GMT+1 (heure de Paris)", "2022-07-14", TIME),
        ("en", "May 4, 2022 at midnight", "2022-05-04", TIME),
        ("", "2024-12-31T24:00:00Z", "2024-12-31", TIME),
        ("", "2024-03-05 14:30 XYZ", "2024-03-05", TIME),
        ("en", "5 July 2024 14:30 BST", "2024-07-05", TIME),
        ("", "2024-03-05 25:00", "2024-03-05", TIME),
        ("", "2024-03-05T14:61", "2024-03-05", TIME),
        ("", "2024-03-05T14:30:60Z", "2024-03-05", TIME),
        ("", "2024-03-05 +", "2024-03-05", TIME),
        ("", "2024-03-05 10:00 +é", "2024-03-05", TIME),
        ("", "2024-03-05 10:00 +25:00", "2024-03-05", TIME),
        ("fr", "4 mai 2022 vers 14 h", "2022-05-04", TIME),
        ("fr", "4 mai 2022 en fin de journée", "2022-05-04", TIME),
        ("fr", "4 mai 2022, 14 h – 16 h", "2022-05-04", TIME),
        // Two zones that differ, a name out of season, an hour that came twice or never.
        ("", "2024-03-05T14:30:00+02:00[Europe/Paris]", "2024-03-05", TIME),
        ("fr", "4 février 2022 à 9 h 30 CEST", "2022-02-04", TIME),
        ("en", "Feb. 4, 2022, 2:30 p.m. EDT", "2022-02-04", TIME),
        ("fr", "4 février 2022 à 9 h 30 (heure d’été de Paris)", "2022-02-04", TIME),
        ("fr", "30 octobre 2022 à 2 h 30 (heure de Paris)", "2022-10-30", TIME),
        ("fr", "27 mars 2022 à 2 h 30 (heure de Paris)", "2022-03-27", TIME),
    ]);
}

#[test]
fn what_speaks_against_a_date_is_told() {
    check(&[
        ("fr", "lundi 4 février 2022", "2022-02-04", DOUBT),
        ("fr", "mer. 4 févr. 2022 à 14:30", "2022-02-04T14:30:00", DOUBT),
        ("", "Mon, 19 Feb 2014 01:44:51 -0400", "2014-02-19T01:44:51-04:00", DOUBT),
        ("fr", "7 mars 23", "2023-03-07", DOUBT),
        ("fr", "7 mars 98 à 9 h", "1998-03-07T09:00:00", DOUBT),
        ("en", "March 7, ’23", "2023-03-07", DOUBT),
        ("", "1700000000", "2023-11-14T22:13:20Z", DOUBT),
        ("", "1700000000000", "2023-11-14T22:13:20Z", DOUBT),
        ("", "1700000000.5", "2023-11-14T22:13:20Z", DOUBT),
    ]);
}

#[test]
fn what_is_no_date_or_could_be_two() {
    check(&[
        ("", "", "-", BAD),
        ("", "2024-13-01", "-", BAD),
        ("fr", "29 février 2023", "-", BAD),
        ("fr", "31 avril 2023 à 9 h", "-", BAD),
        ("fr", "32 mai 2022", "-", BAD),
        ("fr", "17 octobre", "-", BAD),
        ("fr", "17 octobre 14 h 30", "-", BAD),
        ("fr", "17 octobre 14:30", "-", BAD),
        ("fr", "octobre 2022", "-", BAD),
        ("", "2022", "-", BAD),
        ("en", "yesterday", "-", BAD),
        ("fr", "4 jui 2022", "-", BAD),
        ("fr", "du 4 au 6 mai 2022", "-", BAD),
        ("fr", "4 mai 2022 au 6 mai 2022", "-", BAD),
        ("", "2024-05-04/2024-05-06", "-", BAD),
        ("en", "before May 4, 2022", "-", BAD),
        ("en", "4th", "-", BAD),
        ("en", "a", "-", BAD),
        ("", "2024--", "-", BAD),
        ("", "é", "-", BAD),
        ("", "14:30", "-", BAD),
        ("", "123456", "-", BAD),
        ("", "99999999999999999999", "-", BAD),
        ("", &"4 mai 2022 ".repeat(1000), "-", BAD),
    ]);
}

#[test]
fn years_in_which_nobody_published() {
    check(&[
        ("", "0001-01-01T00:00:00Z", "-", ODD),
        ("", "0202-11-05", "-", ODD),
        ("", "202-11-05", "-", ODD),
        ("", "20224-01-01", "-", ODD),
        ("fr", "4 mai 20224", "-", ODD),
        ("fr", "4 mai 202", "-", ODD),
        ("", "0000-00-00 00:00:00", "-", ODD),
        ("", "1799-12-31", "-", ODD),
        ("", "2101-01-01", "-", ODD),
        ("", "9999-12-31", "-", ODD),
        ("", "1970-01-01T00:00:00Z", "-", ODD),
        ("", "1970-01-01T01:00:00+01:00", "-", ODD),
        ("", "1969-12-31 19:00 EST", "-", ODD),
        ("", "1970-01-01", "-", ODD),
        ("fr", "1er janvier 1970", "-", ODD),
        ("", "0", "-", ODD),
        ("", "-62135596800", "-", ODD),
        ("", "1970-01-01T12:00:00Z", "1970-01-01T12:00:00Z", SURE),
        ("", "1970-01-02", "1970-01-02", SURE),
        ("", "1850-06-01", "1850-06-01", SURE),
    ]);
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_or_refused_with_a_word(text in "\\PC{0,60}") {
        let reading = read(&text, None);
        proptest::prop_assert!(reading.date.is_some() || !reading.is_sure());
        let mut told = 0;
        reading.tell(FIELD, |_, _| told += 1);
        proptest::prop_assert!(reading.date.is_some() || told > 0);
    }

    #[test]
    fn any_words_of_dates_are_read_or_refused(
        words in proptest::collection::vec(
            "4|31|2024|24|05|mai|mar|may|lundi|h|:|/|-|,|à|le|CEST|UTC|\\+|\\(|\\)|pm|midi|et|T|Z", 0..12
        ),
        space in "|\u{20}",
    ) {
        read(&words.join(&space), Language::new("fr").as_ref());
    }

    #[test]
    fn any_moment_is_read_as_it_was_written(
        year in 1971_u16..2100, month in 1_u8..=12, day in 1_u8..=28, hour in 0_u8..24, minute in 0_u8..60,
    ) {
        const FRENCH: [&str; 12] = [
            "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
            "octobre", "novembre", "décembre",
        ];
        const ENGLISH: [&str; 12] = [
            "Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.",
        ];
        let at = usize::from(month - 1);
        let expected = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:00");
        let half = if hour < 12 { "a.m." } else { "p.m." };
        let twelve = if hour % 12 == 0 { 12 } else { hour % 12 };
        for text in [
            format!("{day} {} {year} à {hour} h {minute:02}", FRENCH[at]),
            format!("{day:02}/{month:02}/{year} à {hour}h{minute:02}"),
            format!("{} {day}, {year}, {twelve}:{minute:02} {half}", ENGLISH[at]),
            format!("{year}-{month}-{day} {hour}:{minute:02}"),
        ] {
            let reading = read(&text, None);
            let found = reading.date.map(|date| date.to_string());
            proptest::prop_assert_eq!(found.as_deref(), Some(expected.as_str()), "{}", text);
        }
    }
}

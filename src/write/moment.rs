//! Days and times as a form has them: a day, a time, and the zone that it is meant in, by its name or by hours from Greenwich.

use crate::model::Date;
use jiff::{civil, tz::TimeZone};

/// A day, a time and a zone as they stand in fields. Empty is not said.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Moment {
    pub(super) day: String,
    pub(super) time: String,
}

/// Where most who write French and English are; the zone of this computer comes before them.
const ZONES: [&str; 16] = [
    "Europe/Paris",
    "Europe/Brussels",
    "Europe/Zurich",
    "Europe/London",
    "Europe/Dublin",
    "Africa/Casablanca",
    "Africa/Abidjan",
    "Indian/Reunion",
    "Pacific/Noumea",
    "America/Martinique",
    "America/Montreal",
    "America/New_York",
    "America/Chicago",
    "America/Los_Angeles",
    "Australia/Sydney",
    "UTC",
];

/// The zone of this computer.
pub(super) fn own_zone() -> String {
    let system = TimeZone::system();
    system.iana_name().filter(|name| *name != "Etc/UTC").unwrap_or("UTC").to_owned()
}

/// The zones to choose from, with `more`.
pub(super) fn zones(more: &str) -> Vec<String> {
    let own = own_zone();
    let mut all = vec![own.as_str()];
    all.extend(ZONES);
    if !more.is_empty() {
        all.push(more);
    }
    let mut each: Vec<String> = Vec::new();
    for zone in all {
        if !each.iter().any(|known| known == zone) {
            each.push(zone.to_owned());
        }
    }
    each
}

/// What a date says, in a zone where that can be; and the zone.
pub(super) fn shown(date: &Date, wanted: &str) -> (Moment, String) {
    let of = |day: civil::Date| day.to_string();
    let day = format!("{:04}-{:02}-{:02}", date.year, date.month, date.day);
    let Some(clock) = date.time else {
        return (Moment { day, time: String::new() }, String::new());
    };
    let time = format!("{:02}:{:02}", clock.hour, clock.minute);
    let Some(offset) = clock.offset else { return (Moment { day, time }, String::new()) };
    let instant = jiff::Timestamp::from_second(date.unix_seconds()).ok();
    let in_zone = |name: &str| {
        let zoned = instant?.to_zoned_datetime(zone(name)?);
        let time = zoned.time().strftime("%H:%M").to_string();
        Some((Moment { day: of(zoned.date()), time }, name.to_owned()))
    };
    let plain = hours(offset);
    if !wanted.is_empty() {
        return in_zone(wanted).unwrap_or((Moment { day, time }, plain));
    }
    // The computer's own, where that has the same hour on that day.
    match in_zone(&own_zone()) {
        Some((moment, name)) if moment.day == day && moment.time == time => (moment, name),
        _ => (Moment { day, time }, plain),
    }
}

fn hours(offset: i16) -> String {
    let sign = if offset < 0 { '-' } else { '+' };
    let minutes = offset.unsigned_abs();
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

/// What a moment is in a file: with its distance from Greenwich on that day. What is no day stays as it was typed, so that it is said.
pub(super) fn written(moment: &Moment, name: &str, needs_time: bool) -> String {
    let Moment { day, time } = moment;
    let time = if time.is_empty() && needs_time { "00:00" } else { time.as_str() };
    let (day, time) = (day.trim(), time.trim());
    if time.is_empty() {
        return day.to_owned();
    }
    let seconds = if time.matches(':').count() == 1 { ":00" } else { "" };
    let plain = format!("{day}T{time}{seconds}");
    let Ok(civil) = plain.parse::<civil::DateTime>() else {
        return format!("{day} {time}").trim().to_owned();
    };
    let Some(zone) = zone(name) else { return plain };
    let Ok(zoned) = civil.to_zoned_datetime(zone) else { return plain };
    // An hour that a change of the clock leaves out is the one after it.
    zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// A zone by its name, or by hours and minutes.
fn zone(name: &str) -> Option<TimeZone> {
    let Some((sign, rest)) = name
        .strip_prefix('+')
        .map(|rest| (1, rest))
        .or(name.strip_prefix('-').map(|rest| (-1, rest)))
    else {
        return TimeZone::get(name).ok();
    };
    let (hours, minutes) = rest.split_once(':')?;
    let seconds = sign * (hours.parse::<i32>().ok()? * 3600 + minutes.parse::<i32>().ok()? * 60);
    jiff::tz::Offset::from_seconds(seconds).ok().map(TimeZone::fixed)
}

/// This moment, in a zone.
pub(super) fn at(now: i64, name: &str) -> Moment {
    let instant = jiff::Timestamp::from_second(now).unwrap_or_default();
    let zoned = instant.to_zoned_datetime(zone(name).unwrap_or(TimeZone::UTC));
    Moment { day: zoned.date().to_string(), time: zoned.time().strftime("%H:%M").to_string() }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]
mod tests {
    use super::{Moment, at, shown, written};
    use crate::model::Date;

    #[test]
    fn a_moment_is_written_with_its_zone_on_that_day() {
        let moment = |day: &str, time: &str| Moment { day: day.to_owned(), time: time.to_owned() };
        for (day, time, zone, needs, expected) in [
            ("2026-11-20", "", "Europe/Paris", false, "2026-11-20"),
            ("2026-11-20", "09:00", "Europe/Paris", false, "2026-11-20T09:00:00+01:00"),
            ("2026-07-20", "09:00", "Europe/Paris", false, "2026-07-20T09:00:00+02:00"),
            ("2026-07-20", "", "-05:00", true, "2026-07-20T00:00:00-05:00"),
            ("2026-07-20", "09:00", "", false, "2026-07-20T09:00:00"),
            ("2026-07-20", "09:00", "Nowhere", false, "2026-07-20T09:00:00"),
            ("demain", "", "UTC", false, "demain"),
            ("2026-13-40", "09:00", "UTC", false, "2026-13-40 09:00"),
            ("2026-03-29", "02:30", "Europe/Paris", false, "2026-03-29T03:30:00+02:00"),
        ] {
            assert_eq!(written(&moment(day, time), zone, needs), expected, "{day} {time} {zone}");
        }
    }

    #[test]
    fn what_was_written_is_shown_again() {
        for text in [
            "2026-11-20",
            "2026-11-20T09:00:00+05:30",
            "2026-11-20T09:00:00-03:00",
            "2026-11-20T23:30:00Z",
        ] {
            let date: Date = text.parse().unwrap();
            let (moment, zone) = shown(&date, "");
            let again: Date = written(&moment, &zone, false).parse().unwrap();
            assert_eq!(again.unix_seconds(), date.unix_seconds(), "{text}");
        }
        let (moment, zone) = shown(&"2026-11-20T23:30:00Z".parse().unwrap(), "Europe/Paris");
        assert_eq!(
            (moment.day.as_str(), moment.time.as_str(), zone.as_str()),
            ("2026-11-21", "00:30", "Europe/Paris")
        );
        assert_eq!(at(1_795_392_000, "Europe/Paris").time, "01:00");
    }
}

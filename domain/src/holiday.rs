//! Holidays of the Netherlands, as they were and as they will be: which day, and its name in both languages.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use crate::language::Text;

/// Whose holidays a calendar follows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HolidaySet {
    #[default]
    Nl,
    None,
}

/// In which years Liberation Day (5 May) is a day off; collective agreements differ.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LiberationDay {
    Never,
    /// Years divisible by five.
    #[default]
    Lustrum,
    Yearly,
}

/// The choices that an organisation makes about holidays.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct HolidayPolicy {
    pub set: HolidaySet,
    pub liberation_day: LiberationDay,
    pub good_friday: bool,
}

/// A holiday on its date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holiday {
    pub date: NaiveDate,
    pub name: Text,
}

/// A holiday by what it is, without its date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Feast {
    NewYear,
    GoodFriday,
    EasterSunday,
    EasterMonday,
    QueensDay,
    KingsDay,
    LiberationDay,
    Ascension,
    WhitSunday,
    WhitMonday,
    ChristmasDay,
    BoxingDay,
}

impl Feast {
    /// Its name.
    pub fn name(self) -> Text {
        let (nl, en) = match self {
            Feast::NewYear => ("Nieuwjaarsdag", "New Year's Day"),
            Feast::GoodFriday => ("Goede Vrijdag", "Good Friday"),
            Feast::EasterSunday => ("Eerste Paasdag", "Easter Sunday"),
            Feast::EasterMonday => ("Tweede Paasdag", "Easter Monday"),
            Feast::QueensDay => ("Koninginnedag", "Queen's Day"),
            Feast::KingsDay => ("Koningsdag", "King's Day"),
            Feast::LiberationDay => ("Bevrijdingsdag", "Liberation Day"),
            Feast::Ascension => ("Hemelvaartsdag", "Ascension Day"),
            Feast::WhitSunday => ("Eerste Pinksterdag", "Whit Sunday"),
            Feast::WhitMonday => ("Tweede Pinksterdag", "Whit Monday"),
            Feast::ChristmasDay => ("Eerste Kerstdag", "Christmas Day"),
            Feast::BoxingDay => ("Tweede Kerstdag", "Boxing Day"),
        };
        Text {
            nl: nl.into(),
            en: en.into(),
        }
    }
}

impl HolidayPolicy {
    /// The holidays of a year by date. Two may share a day (5 May 2005: Ascension and Liberation Day).
    /// Easter and what hangs on it is known from 1583 to 9999; other years hold the fixed days only.
    pub fn year(self, year: i32) -> Vec<(NaiveDate, Feast)> {
        if self.set == HolidaySet::None {
            return Vec::new();
        }
        let fixed = [
            on(year, 1, 1).map(|date| (date, Feast::NewYear)),
            royal_day(year),
            self.liberation_day(year)
                .map(|date| (date, Feast::LiberationDay)),
            on(year, 12, 25).map(|date| (date, Feast::ChristmasDay)),
            on(year, 12, 26).map(|date| (date, Feast::BoxingDay)),
        ];
        let mut days: Vec<_> = fixed
            .into_iter()
            .flatten()
            .chain(self.around_easter(year))
            .collect();
        days.sort_by_key(|(date, _)| *date);
        days
    }

    fn around_easter(self, year: i32) -> impl Iterator<Item = (NaiveDate, Feast)> {
        let easter = computus::gregorian(year)
            .ok()
            .and_then(|easter| on(easter.year, easter.month, easter.day));
        let good_friday = easter
            .filter(|_| self.good_friday)
            .and_then(|easter| easter.checked_sub_days(Days::new(2)));
        let after = [
            (0, Feast::EasterSunday),
            (1, Feast::EasterMonday),
            (39, Feast::Ascension),
            (49, Feast::WhitSunday),
            (50, Feast::WhitMonday),
        ];
        good_friday
            .map(|date| (date, Feast::GoodFriday))
            .into_iter()
            .chain(after.into_iter().filter_map(move |(days, feast)| {
                easter?
                    .checked_add_days(Days::new(days))
                    .map(|date| (date, feast))
            }))
    }

    /// The first Liberation Day was in 1945.
    fn liberation_day(self, year: i32) -> Option<NaiveDate> {
        let off = match self.liberation_day {
            LiberationDay::Never => false,
            LiberationDay::Lustrum => year % 5 == 0,
            LiberationDay::Yearly => true,
        };
        on(year, 5, 5).filter(|_| off && year >= 1945)
    }
}

/// King's Day since 2014, Queen's Day since 1891. When it fell on a Sunday it was held
/// on the Monday after it until 1979, and has been held on the Saturday before it since 1980.
fn royal_day(year: i32) -> Option<(NaiveDate, Feast)> {
    let (date, feast) = match year {
        2014.. => (on(year, 4, 27)?, Feast::KingsDay),
        1949.. => (on(year, 4, 30)?, Feast::QueensDay),
        1891.. => (on(year, 8, 31)?, Feast::QueensDay),
        _ => return None,
    };
    let held = match (date.weekday(), year) {
        (Weekday::Sun, 1980..) => date.pred_opt()?,
        (Weekday::Sun, _) => date.succ_opt()?,
        _ => date,
    };
    Some((held, feast))
}

fn on(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

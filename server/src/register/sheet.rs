//! A register as a workbook: real dates, text as text, headings that stay in sight, a filter.

use super::column::Cell;
use super::export::Sheet;
use super::facts::Facts;
use chrono::{Datelike, NaiveDateTime};
use domain::language::Language;
use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet};

/// Longest text of a cell, in the units in which Excel counts.
const LONGEST: usize = 32_767;

/// The bytes of an XLSX file.
pub fn workbook(sheet: &Sheet, facts: &Facts, language: Language) -> anyhow::Result<Vec<u8>> {
    let mut workbook = Workbook::new();
    let page = workbook.add_worksheet();
    page.set_name(language.pick("Klachtenregister", "Complaints register"))?;
    let heading = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Top);
    let text = Format::new().set_align(FormatAlign::Top);
    let day = text
        .clone()
        .set_num_format(language.pick("dd-mm-yyyy", "yyyy-mm-dd"));
    let moment = text
        .clone()
        .set_num_format(language.pick("dd-mm-yyyy hh:mm", "yyyy-mm-dd hh:mm"));
    for ((column, name), index) in sheet.columns.iter().zip(&sheet.headings).zip(0..) {
        page.write_string_with_format(0, index, name, &heading)?;
        page.set_column_width(index, column.width())?;
    }
    for (line, row) in sheet.rows.iter().zip(1..) {
        for (cell, column) in line.iter().zip(0..) {
            match cell {
                Cell::Empty => {}
                Cell::Text(value) => write_text(page, row, column, value, &text)?,
                Cell::Day(value) => write_date(
                    page,
                    row,
                    column,
                    value.and_time(chrono::NaiveTime::MIN),
                    &day,
                    &text,
                )?,
                Cell::Moment(value) => {
                    // To the minute, as it is shown; what is compared is what is seen.
                    let wall = facts.procedure.calendar.wall(*value);
                    let minute = domain_minute(wall);
                    write_date(page, row, column, minute, &moment, &text)?;
                }
            }
        }
    }
    page.set_freeze_panes(1, 1)?;
    if let Some(last) = u16::try_from(sheet.columns.len())
        .ok()
        .and_then(|count| count.checked_sub(1))
    {
        page.autofilter(0, 0, u32::try_from(sheet.rows.len())?, last)?;
    }
    Ok(workbook.save_to_buffer()?)
}

fn domain_minute(wall: NaiveDateTime) -> NaiveDateTime {
    use chrono::Timelike;
    wall.with_second(0)
        .and_then(|wall| wall.with_nanosecond(0))
        .unwrap_or(wall)
}

fn write_text(
    page: &mut Worksheet,
    row: u32,
    column: u16,
    value: &str,
    format: &Format,
) -> anyhow::Result<()> {
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= LONGEST
    };
    let value: String = value.chars().take_while(fits).collect();
    page.write_string_with_format(row, column, value, format)?;
    Ok(())
}

/// Excel has no dates before 1900; those are written as they are read.
fn write_date(
    page: &mut Worksheet,
    row: u32,
    column: u16,
    value: NaiveDateTime,
    format: &Format,
    text: &Format,
) -> anyhow::Result<()> {
    if (1900..=9999).contains(&value.year()) {
        page.write_datetime_with_format(row, column, value, format)?;
    } else {
        page.write_string_with_format(row, column, value.to_string(), text)?;
    }
    Ok(())
}

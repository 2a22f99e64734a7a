//! The shapes of the promise bar as SVG. Every difference is one of form as well as of colour:
//! passed is filled, coming is outline, late is filled and striped, closed is hatched, paused is dotted.

use std::fmt::Write;

use super::PaneState;

/// Where a shape stands, in the units of the view box.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

/// What is drawn of one pane.
pub(super) struct Glass<'a> {
    pub place: Place,
    pub state: PaneState,
    /// 0 to 1.
    pub filled: f64,
    pub paused: &'a [(f64, f64)],
    pub name: &'a str,
}

/// Opens the drawing, with its text alternative.
pub(super) fn open(svg: &mut String, class: &str, (width, height): (f64, f64), label: &str) {
    let (width, height, label) = (number(width), number(height), escaped(label));
    let _ = write!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"{class}\" role=\"img\" width=\"{width}\" \
         height=\"{height}\" viewBox=\"0 0 {width} {height}\" fill=\"none\"><title>{label}</title>"
    );
}

/// A pane with its name as a tooltip, and as data for a tap.
pub(super) fn glass(svg: &mut String, glass: &Glass<'_>) {
    let (class, Place { x, width, .. }) = (class(glass.state), glass.place);
    let name = escaped(glass.name);
    let _ = write!(
        svg,
        "<g class=\"{class}\" data-name=\"{name}\"><title>{name}</title>"
    );
    match glass.state {
        PaneState::Sliver => {
            rect(svg, "ground", glass.place, 0.0);
            path(svg, "hatch", &stripes(glass.place, 4.0));
        }
        _ => {
            rect(svg, "ground", glass.place, 1.5);
            if glass.filled > 0.0 {
                rect(
                    svg,
                    "fill",
                    Place {
                        width: width * glass.filled.min(1.0),
                        ..glass.place
                    },
                    1.5,
                );
            }
            if glass.state == PaneState::Late {
                path(svg, "hatch", &stripes(glass.place, 6.0));
            }
            if glass.state == PaneState::Coming && glass.place.height > 20.0 && width > 24.0 {
                path(svg, "glint", &glint(glass.place));
            }
        }
    }
    for (from, until) in glass.paused {
        let place = Place {
            x: x + width * from,
            width: (width * (until - from)).max(2.0),
            ..glass.place
        };
        rect(svg, "pause-ground", place, 0.0);
        path(svg, "pause", &dots(place));
    }
    if glass.state != PaneState::Sliver {
        rect(svg, "frame", glass.place, 1.5);
    }
    svg.push_str("</g>");
}

/// A pennant on a pole.
pub(super) fn flag(svg: &mut String, x: f64, top: f64, bottom: f64) {
    let (at, from, to) = (number(x), number(top), number(bottom));
    let size = if bottom - top > 26.0 {
        (9.0, 4.0)
    } else {
        (6.0, 3.0)
    };
    let (wide, half) = (number(size.0), number(size.1));
    let _ = write!(
        svg,
        "<path class=\"flag\" d=\"M{at} {to}V{from}l{wide} {half}l-{wide} {half}\"/>"
    );
}

/// That a promise was kept, at the moment that it was.
pub(super) fn check(svg: &mut String, (x, y): (f64, f64)) {
    path(
        svg,
        "check",
        &format!("M{} {}l3 3.5 5.5-7", number(x + 4.0), number(y)),
    );
}

pub(super) fn words(svg: &mut String, class: &str, (x, y): (f64, f64), words: &str) {
    let _ = write!(
        svg,
        "<text class=\"{class}\" x=\"{}\" y=\"{}\">{}</text>",
        number(x),
        number(y),
        escaped(words)
    );
}

pub(super) fn line(svg: &mut String, class: &str, (x, top): (f64, f64), bottom: f64) {
    path(
        svg,
        class,
        &format!("M{} {}V{}", number(x), number(top), number(bottom)),
    );
}

pub(super) fn close(svg: &mut String) {
    svg.push_str("</svg>");
}

fn class(state: PaneState) -> &'static str {
    match state {
        PaneState::Passed => "pane pane-passed",
        PaneState::Now => "pane pane-now",
        PaneState::Coming => "pane pane-coming",
        PaneState::Late => "pane pane-late",
        PaneState::Sliver => "sliver",
    }
}

fn rect(
    svg: &mut String,
    class: &str,
    Place {
        x,
        y,
        width,
        height,
    }: Place,
    round: f64,
) {
    let (x, y, width, height) = (number(x), number(y), number(width), number(height));
    let _ = write!(
        svg,
        "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\""
    );
    if round > 0.0 {
        let _ = write!(svg, " rx=\"{}\"", number(round));
    }
    svg.push_str("/>");
}

fn path(svg: &mut String, class: &str, d: &str) {
    let _ = write!(svg, "<path class=\"{class}\" d=\"{d}\"/>");
}

/// Diagonals from lower left to upper right, cut off at the edges: no pattern, so no id that a page could repeat.
fn stripes(
    Place {
        x,
        y,
        width,
        height,
    }: Place,
    apart: f64,
) -> String {
    let mut d = String::new();
    let mut along = apart / 2.0;
    while along < width + height {
        // The diagonal meets the upper edge at `along` from the left, the lower one `height` before it.
        let (left, right) = ((along - height).max(0.0), along.min(width));
        let _ = write!(
            d,
            "M{} {}L{} {}",
            number(x + left),
            number(y + along - left),
            number(x + right),
            number(y + along - right)
        );
        along += apart;
    }
    d
}

/// Rows of dots: strokes of no length with round ends.
fn dots(
    Place {
        x,
        y,
        width,
        height,
    }: Place,
) -> String {
    let rows = (height / 5.0).floor().max(1.0);
    let apart = height / rows;
    let columns = (width / 4.0).floor().max(1.0);
    let mut d = String::new();
    let mut row = 0.5;
    while row < rows {
        let mut column = 0.5;
        while column < columns {
            let _ = write!(
                d,
                "M{} {}h0",
                number(x + column * width / columns),
                number(y + row * apart)
            );
            column += 1.0;
        }
        row += 1.0;
    }
    d
}

/// Light on glass.
fn glint(Place { x, y, .. }: Place) -> String {
    let (near, far) = (number(x + 5.0), number(y + 5.0));
    format!(
        "M{near} {}L{} {far}M{near} {}L{} {far}",
        number(y + 10.0),
        number(x + 10.0),
        number(y + 15.0),
        number(x + 15.0)
    )
}

/// A number with one decimal.
fn number(value: f64) -> String {
    let tenths = (value * 10.0).round() as i64;
    let sign = if tenths < 0 { "-" } else { "" };
    match (tenths.abs() / 10, tenths.abs() % 10) {
        (whole, 0) => format!("{sign}{whole}"),
        (whole, tenth) => format!("{sign}{whole}.{tenth}"),
    }
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            _ => safe.push(letter),
        }
    }
    safe
}

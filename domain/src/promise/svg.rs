//! One promise bar as SVG: divides the width over the panes and draws them, with a flag at the due moment.

use super::draw::{self, Glass, Place};
use super::{BarSize, Pane, PaneState, PromiseBar};

/// The measures of a bar, in pixels.
struct Measures {
    class: &'static str,
    width: f64,
    height: f64,
    /// The upper and lower edge of the panes.
    top: f64,
    bottom: f64,
    gap: f64,
    /// A pane is a pane, not a beam: no wider than this.
    widest: f64,
    /// A sliver's width: at least, for each day, at most.
    sliver: (f64, f64, f64),
    /// The pole's upper and lower end.
    flag: (f64, f64),
    /// Room for the pennant.
    right: f64,
    /// Base line of the marks.
    marks: Option<f64>,
}

const SMALL: Measures = Measures {
    class: "promise-bar promise-bar-small",
    width: 220.0,
    height: 24.0,
    top: 6.0,
    bottom: 21.0,
    gap: 2.0,
    widest: 40.0,
    sliver: (2.0, 1.0, 6.0),
    flag: (1.5, 22.5),
    right: 9.0,
    marks: None,
};

const LARGE: Measures = Measures {
    class: "promise-bar promise-bar-large",
    width: 720.0,
    height: 56.0,
    top: 10.0,
    bottom: 40.0,
    gap: 3.0,
    widest: 110.0,
    sliver: (4.0, 2.0, 14.0),
    flag: (2.0, 42.0),
    right: 13.0,
    marks: Some(52.0),
};

pub(super) fn bar(bar: &PromiseBar, label: &str, size: BarSize) -> String {
    let measures = match size {
        BarSize::Small => &SMALL,
        BarSize::Large => &LARGE,
    };
    let mut svg = String::new();
    let class = if bar.late {
        format!("{} promise-late", measures.class)
    } else {
        measures.class.to_string()
    };
    draw::open(&mut svg, &class, (measures.width, measures.height), label);
    let mut x = 1.0;
    let mut due_at = x;
    let mut last_mark_ended = 0.0;
    for (index, (pane, width)) in bar.panes.iter().zip(widths(bar, measures)).enumerate() {
        // The flag stands in the gap before what is late.
        if index == bar.before_due {
            x += measures.gap;
        }
        let place = Place {
            x,
            y: measures.top,
            width,
            height: measures.bottom - measures.top,
        };
        let name = pane.name.get(bar.language);
        draw::glass(
            &mut svg,
            &Glass {
                place,
                state: pane.state,
                filled: pane.filled,
                paused: &pane.paused,
                name,
            },
        );
        if let Some(y) = measures.marks {
            let mark = pane.mark.get(bar.language);
            // Seven pixels a letter is enough in the size of the marks.
            let wide = 7.0 * mark.chars().count() as f64;
            let start = x + (width - wide) / 2.0;
            if !mark.is_empty() && start > last_mark_ended {
                let class = if pane.state == PaneState::Now {
                    "mark mark-now"
                } else {
                    "mark"
                };
                draw::words(&mut svg, class, (x + width / 2.0, y), mark);
                last_mark_ended = start + wide + 2.0;
            }
        }
        x += width;
        if index + 1 == bar.before_due {
            due_at = x + measures.gap;
        }
        x += measures.gap;
    }
    draw::flag(&mut svg, due_at, measures.flag.0, measures.flag.1);
    draw::close(&mut svg);
    svg
}

fn widths(bar: &PromiseBar, measures: &Measures) -> Vec<f64> {
    let sliver = |pane: &Pane| {
        let (least, per_day, most) = measures.sliver;
        (least + per_day * pane.weight).min(most)
    };
    let (slivers, panes): (Vec<&Pane>, Vec<&Pane>) = bar
        .panes
        .iter()
        .partition(|pane| pane.state == PaneState::Sliver);
    let gaps = measures.gap * (bar.panes.len() + 1) as f64;
    let room =
        measures.width - 2.0 - measures.right - gaps - slivers.into_iter().map(sliver).sum::<f64>();
    let weights: f64 = panes.iter().map(|pane| pane.weight).sum();
    let unit = (room / weights.max(1.0)).clamp(1.0, measures.widest);
    let width = |pane: &Pane| {
        if pane.state == PaneState::Sliver {
            sliver(pane)
        } else {
            unit * pane.weight
        }
    };
    bar.panes.iter().map(width).collect()
}

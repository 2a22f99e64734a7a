//! Glass that is ordered for the repair, and its arrival.

use super::Shown;
use crate::ui::{RecordDialog, TextArea, TextField, said};
use crate::words::tr;
use domain::event::{GlassArrived, GlassOrdered};
use leptos::prelude::*;

#[component]
pub fn Ordered(shown: Shown) -> impl IntoView {
    let form = shown.form("glass");
    let what = form.field("what", "");
    let expected = form.field("expected", "");
    let event = Callback::new(move |()| {
        Ok(GlassOrdered {
            what: said(what),
            expected: said(expected).parse().ok(),
        }
        .into())
    });
    view! {
        <RecordDialog form event title=tr("Glas besteld", "Glass ordered") action=tr("Leg bestelling vast", "Record order")>
            <TextArea id="glass-what" label=tr("Welk glas, welke maat?", "Which glass, which size?") value=what
                error=form.error("what") required=true rows=3/>
            <TextField id="glass-expected" label=tr("Verwacht op", "Expected on") value=expected kind="date" class="input short"/>
        </RecordDialog>
    }
}

#[component]
pub fn Arrived(shown: Shown) -> impl IntoView {
    let form = shown.form("glass-arrived");
    let event = Callback::new(move |()| Ok(GlassArrived {}.into()));
    let what = shown
        .peek()
        .and_then(|(opened, _)| opened.dossier.glass_expected.clone())
        .map(|glass| glass.what);
    view! {
        <RecordDialog form event title=tr("Glas is binnen", "Glass is here") action=tr("Glas is binnen", "Glass is here")>
            <p>{what.clone()}</p>
        </RecordDialog>
    }
}

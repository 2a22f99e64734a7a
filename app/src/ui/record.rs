//! A form in a dialog that records one event: says what it will do, keeps its draft, shows errors at the fields.

use super::{Dialog, FormError, Icon};
use crate::local::desk::{NotRecorded, use_desk};
use crate::local::{Desk, Opened, device};
use crate::words::{language, tr};
use domain::consequence::consequences;
use domain::event::Event;
use domain::id::DossierId;
use domain::record::Payload;
use domain::refusal::{Problem, Refusal};
use domain::validate;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeMap;
use std::sync::Arc;
use wasm_bindgen::JsCast;

/// The values of a form on a dossier. Their names are those by which `domain::validate` speaks of them.
#[derive(Clone, Copy)]
pub struct Form {
    dossier: DossierId,
    opened: Memo<Option<Arc<Opened>>>,
    close: Callback<()>,
    draft: StoredValue<String>,
    fields: StoredValue<Vec<Field>>,
    /// Something of a draft stands in it.
    restored: StoredValue<bool>,
    problems: RwSignal<Vec<Problem>>,
}

struct Field {
    name: &'static str,
    initial: String,
    value: RwSignal<String>,
}

impl Form {
    /// `name` tells this form from others on the same dossier; a draft under it is taken up again.
    pub fn new(
        name: &str,
        dossier: DossierId,
        opened: Memo<Option<Arc<Opened>>>,
        close: Callback<()>,
    ) -> Form {
        Form {
            dossier,
            opened,
            close,
            draft: StoredValue::new(format!("{name}.{dossier}")),
            fields: StoredValue::new(Vec::new()),
            restored: StoredValue::new(false),
            problems: RwSignal::default(),
        }
    }

    /// A field's value, to begin with from the draft, else `initial`.
    pub fn field(&self, name: &'static str, initial: impl Into<String>) -> RwSignal<String> {
        let initial = initial.into();
        let kept = self
            .draft
            .with_value(|draft| device::draft::<BTreeMap<String, String>>(draft));
        let kept = kept.and_then(|mut kept| kept.remove(name));
        if kept.is_some() {
            self.restored.set_value(true);
        }
        let value = RwSignal::new(kept.unwrap_or_else(|| initial.clone()));
        self.fields.update_value(|fields| {
            fields.push(Field {
                name,
                initial,
                value,
            })
        });
        value
    }

    /// What is wrong with a field.
    pub fn error(&self, name: &'static str) -> Signal<Option<String>> {
        let problems = self.problems;
        Signal::derive(move || {
            problems.with(|problems| {
                let problem = problems.iter().find(|problem| problem.field == name);
                problem.map(|problem| problem.message(language()))
            })
        })
    }

    /// Empties a form of which everything was recorded already. A browser that is killed may have that in its store and
    /// not yet have written down that the draft was dropped.
    fn forget_recorded(&self, made: Result<Event, Problem>, desk: Desk) {
        let made = made.ok().filter(|_| self.restored.get_value());
        let Some(made) = made.and_then(|event| Payload::of(&event).ok()) else {
            return;
        };
        let own = desk.own(self.dossier);
        if own.iter().any(|payload| payload.text() == made.text()) {
            self.fields.with_value(|fields| {
                for field in fields {
                    field.value.set(field.initial.clone());
                }
            });
        }
    }

    /// Keeps what differs from the form's beginning.
    fn keep_draft(&self) {
        let changed: BTreeMap<String, String> = self.fields.with_value(|fields| {
            let changed = fields.iter().map(|field| (field, field.value.get()));
            let changed = changed.filter(|(field, value)| *value != field.initial);
            changed
                .map(|(field, value)| (field.name.to_owned(), value))
                .collect()
        });
        let kept = (!changed.is_empty()).then_some(&changed);
        self.draft
            .with_value(|draft| device::set_draft(draft, kept));
    }

    fn drop_draft(&self) {
        self.draft
            .try_with_value(|draft| device::set_draft::<BTreeMap<String, String>>(draft, None));
    }
}

/// What someone typed, without the spaces around it.
pub fn said(value: RwSignal<String>) -> String {
    value.with(|text| text.trim().to_owned())
}

/// The dialog. `event` makes the event of what is filled in now, or says which choice is missing; `action` stands on
/// the one primary button; `children` are the fields.
#[component]
pub fn RecordDialog(
    form: Form,
    #[prop(into)] title: String,
    action: &'static str,
    event: Callback<(), Result<Event, Problem>>,
    #[prop(optional)] danger: bool,
    /// What follows from it besides the promises.
    #[prop(optional)]
    says: &'static str,
    /// Nothing need be typed: the keyboard goes to the button, and none slides over it on a tablet.
    #[prop(optional)]
    at_button: bool,
    children: ChildrenFn,
) -> impl IntoView {
    let desk = use_desk();
    let open = RwSignal::new(true);
    let busy = RwSignal::new(false);
    let tried = RwSignal::new(false);
    let failure = RwSignal::new(None::<String>);
    let element = NodeRef::<html::Form>::new();
    let id = format!("record-{}", device::new_id());
    let button = StoredValue::new(format!("{id}-button"));
    form.forget_recorded(untrack(|| event.run(())), desk);
    // Another tab may record what stands here too.
    Effect::new(move |before: Option<()>| {
        form.opened.track();
        if before.is_some() {
            form.forget_recorded(untrack(|| event.run(())), desk);
        }
    });

    Effect::new(move |_| {
        if !open.get() {
            // After the dialog itself has closed, which gives the focus back to where it came from.
            // The dossier may have been drawn anew by what was recorded, and the dialog with it.
            request_animation_frame(move || {
                form.close.try_run(());
            });
        }
    });
    Effect::new(move |_| form.keep_draft());
    Effect::new(move |_| {
        if tried.get() {
            form.problems.set(problems(&event.run(()), form, desk));
        }
    });
    Effect::new(move |_| {
        if let Some(element) = element.get() {
            // After the dialog has opened, which takes the focus to its first button.
            request_animation_frame(move || match at_button {
                true => crate::ui::focus(&button.get_value()),
                false => focus(&element, "input, select, textarea"),
            });
        }
    });
    let effect = Memo::new(move |_| outlook(&event.run(()).ok()?, form, desk));
    let submit = move || {
        tried.set(true);
        let made = untrack(|| event.run(()));
        let wrong = problems(&made, form, desk);
        if !wrong.is_empty() {
            form.problems.set(wrong);
            request_animation_frame(move || {
                if let Some(element) = element.get_untracked() {
                    focus(&element, "[aria-invalid=true]");
                }
            });
            return;
        }
        let Some(event) = made.ok().filter(|_| !busy.get_untracked()) else {
            return;
        };
        busy.set(true);
        failure.set(None);
        spawn_local(async move {
            match desk.record(form.dossier, event).await {
                Ok(_) => {
                    form.drop_draft();
                    desk.toast(tr("Bewaard op dit toestel", "Saved on this device"));
                    open.try_set(false);
                }
                Err(NotRecorded::Refused(Refusal::Invalid { problems })) => {
                    form.problems.try_set(problems);
                }
                Err(error) => {
                    failure.try_set(Some(error.to_string()));
                }
            }
            busy.try_set(false);
        });
    };
    let class = if danger {
        "button danger"
    } else {
        "button primary"
    };
    let refused = move || {
        effect.with(|effect| {
            effect
                .as_ref()
                .is_some_and(|effect| effect.refusal.is_some())
        })
    };
    let form_id = id.clone();
    view! {
        <Dialog open=open title=Signal::stored(title)>
            <form
                class="dialog-body"
                id=id.clone()
                novalidate
                node_ref=element
                on:submit=move |event| { event.prevent_default(); submit(); }
                on:keydown=move |event| {
                    if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                        event.prevent_default();
                        submit();
                    }
                }
            >
                {children()}
                <Outcome effect says/>
                <FormError problem=failure/>
            </form>
            <div class="dialog-actions">
                <button type="button" class="button" on:click=move |_| open.set(false)>{tr("Terug", "Back")}</button>
                <button type="submit" id=button.get_value() class=class form=form_id.clone() disabled=refused aria-busy=move || busy.get().to_string()>
                    {action}
                </button>
            </div>
        </Dialog>
    }
}

/// What will happen, or why it cannot.
#[derive(Clone, Default, PartialEq)]
struct Outlook {
    sentences: Vec<String>,
    refusal: Option<String>,
}

#[component]
fn Outcome(effect: Memo<Option<Outlook>>, says: &'static str) -> impl IntoView {
    move || {
        let Outlook { sentences, refusal } = effect.get().unwrap_or_default();
        if let Some(why) = refusal {
            return view! { <div class="notice" data-tone="late" role="status"><Icon name="alert"/><p>{why}</p></div> }.into_any();
        }
        let all = [says.to_owned()]
            .into_iter()
            .chain(sentences)
            .filter(|said| !said.is_empty());
        let all: Vec<String> = all.collect();
        (!all.is_empty())
            .then(|| view! { <p class="consequence" role="status">{all.join(" ")}</p> })
            .into_any()
    }
}

fn outlook(event: &Event, form: Form, desk: Desk) -> Option<Outlook> {
    let (opened, reference) = (form.opened.get()?, desk.reference.get()?);
    let now = device::now();
    let procedure = reference.procedure_of(&opened.dossier);
    let sentences = consequences(Some(&opened.dossier), event, procedure, now).sentences(
        procedure,
        now,
        language(),
    );
    let refusal = desk
        .refusal(&opened, event)
        .map(|refusal| refusal.message(language()));
    Some(Outlook { sentences, refusal })
}

fn problems(made: &Result<Event, Problem>, form: Form, desk: Desk) -> Vec<Problem> {
    match made {
        Err(problem) => vec![problem.clone()],
        Ok(event) => desk.reference.with_untracked(|reference| {
            reference
                .as_ref()
                .map(|r| {
                    let procedure = form.opened.with_untracked(|opened| match opened {
                        Some(opened) => r.procedure_of(&opened.dossier).clone(),
                        None => r.procedure.clone(),
                    });
                    validate::event(event, &procedure, device::now())
                })
                .unwrap_or_default()
        }),
    }
}

fn focus(within: &web_sys::HtmlFormElement, selector: &str) {
    let found = within.query_selector(selector).ok().flatten();
    if let Some(found) = found.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = found.focus();
    }
}

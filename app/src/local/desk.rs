//! What pages see and do: the signed-in person's copy of the dossiers.

use super::opened::Opened;
use super::store::Store;
use super::tabs::Tabs;
use super::{device, drive, show, timeline, vault};
use crate::api::session::SignedIn;
use chrono::{DateTime, Utc};
use domain::admit::{Verdict, admit};
use domain::dossier::Dossier;
use domain::event::{Event, Registered};
use domain::id::{DossierId, EventId, FileHash};
use domain::permission::{Deed, Standing, may};
use domain::person::Actor;
use domain::record::{Envelope, Payload};
use domain::refusal::Refusal;
use domain::summary::Summary;
use leptos::prelude::*;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;
use sync::engine::{Engine, Input};
use sync::message::{Parked, Reference};
use sync::outbox::Entry;
use thiserror::Error;

/// How this device stands to the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Connection {
    Online,
    /// Work goes on; sending waits.
    Offline,
    /// The session ended; sending waits for a sign-in.
    SignInNeeded,
}

/// Which kinds of requests the server failed on, the last time that they were made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Trouble {
    pub push: bool,
    pub pull: bool,
    pub upload: bool,
}

impl Trouble {
    pub fn any(self) -> bool {
        self.push || self.pull || self.upload
    }
}

/// A dossier in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub summary: Summary,
    /// Items set aside that wait for someone.
    pub parked: usize,
    /// Own events that the server does not have yet.
    pub unsent: usize,
}

/// Why something could not be recorded. Nothing was stored; what was typed is still in the form.
#[derive(Debug, Clone, Error)]
pub enum NotRecorded {
    #[error("{}", .0.message(crate::words::language()))]
    Refused(Refusal),
    #[error(
        "{} ({_0})",
        crate::words::tr(
            "Dit toestel kon het niet bewaren. Maak ruimte vrij en probeer het opnieuw.",
            "This device could not save it. Free some space and try again."
        )
    )]
    Storage(String),
    #[error(
        "{}",
        crate::words::tr(
            "De gegevens zijn nog niet geladen. Probeer het zo opnieuw.",
            "The data is not loaded yet. Try again in a moment."
        )
    )]
    NotReady,
}

/// The copy, as pages use it. Small to pass around.
#[derive(Clone, Copy)]
pub struct Desk {
    pub me: StoredValue<SignedIn>,
    /// Procedure, people, regions; `None` until the first contact. Its procedure is what new dossiers go by.
    pub reference: RwSignal<Option<Arc<Reference>>>,
    /// The reference as dossiers under earlier versions read it.
    versions: StoredValue<Versions>,
    /// All dossiers that this person may see.
    pub rows: RwSignal<Arc<BTreeMap<DossierId, Arc<Row>>>>,
    /// Own events that the device keeps, oldest first.
    pub entries: RwSignal<Arc<Vec<Entry>>>,
    /// Files of own events that the server does not have yet.
    pub files_unsent: RwSignal<Vec<FileHash>>,
    /// Own events that this program cannot read, as they are stored.
    pub unreadable: RwSignal<Vec<String>>,
    pub connection: RwSignal<Connection>,
    /// The server is reached, and says that it cannot take in or give something now.
    pub trouble: RwSignal<Trouble>,
    /// A request is under way.
    pub busy: RwSignal<bool>,
    /// Moves on every half minute.
    pub now: RwSignal<DateTime<Utc>>,
    /// A short message to show, newest last.
    pub toasts: RwSignal<Vec<String>>,
    /// The store was read; lists are real from now on.
    pub loaded: RwSignal<bool>,
    pub(super) opened: RwSignal<BTreeMap<DossierId, Arc<Opened>>>,
    /// Looked for and not in the store, whatever the lists say.
    pub(super) lacking: RwSignal<BTreeSet<DossierId>>,
    pub(super) core: StoredValue<Option<Rc<Core>>, LocalStorage>,
}

/// The reference, with each earlier version of the procedure in the place of today's; of one reference.
#[derive(Default)]
struct Versions {
    of: Option<Arc<Reference>>,
    made: BTreeMap<FileHash, Arc<Reference>>,
}

/// What stands behind a desk.
pub(super) struct Core {
    pub store: Store,
    pub engine: RefCell<Engine>,
    pub tabs: Tabs,
}

/// The desk of the page.
pub fn use_desk() -> Desk {
    expect_context::<Desk>()
}

impl Desk {
    /// Opens the signed-in person's copy; it fills itself from the store, then from the server.
    pub fn open(me: SignedIn) -> Desk {
        let desk = Desk {
            me: StoredValue::new(me),
            reference: RwSignal::new(None),
            versions: StoredValue::default(),
            rows: RwSignal::default(),
            entries: RwSignal::default(),
            files_unsent: RwSignal::default(),
            unreadable: RwSignal::default(),
            connection: RwSignal::new(Connection::Online),
            trouble: RwSignal::default(),
            busy: RwSignal::new(false),
            now: RwSignal::new(device::now()),
            toasts: RwSignal::default(),
            loaded: RwSignal::new(false),
            opened: RwSignal::default(),
            lacking: RwSignal::default(),
            core: StoredValue::new_local(None),
        };
        leptos::task::spawn_local(drive::start(desk));
        desk
    }

    /// The reference as a dossier reads it: with the version of the procedure by which it goes.
    pub fn reference_of(&self, reference: Arc<Reference>, dossier: &Dossier) -> Arc<Reference> {
        let earlier = reference
            .version(dossier)
            .and_then(|version| Some((version.clone(), reference.earlier.get(version)?)));
        let Some((version, procedure)) = earlier else {
            return reference;
        };
        let made = self.versions.try_update_value(|versions| {
            let same = versions
                .of
                .as_ref()
                .is_some_and(|of| Arc::ptr_eq(of, &reference));
            if !same {
                *versions = Versions {
                    of: Some(reference.clone()),
                    made: BTreeMap::new(),
                };
            }
            let made = versions.made.entry(version).or_insert_with(|| {
                Arc::new(Reference {
                    procedure: procedure.clone(),
                    ..(*reference).clone()
                })
            });
            made.clone()
        });
        made.unwrap_or(reference)
    }

    pub fn actor(&self) -> Actor {
        self.reference
            .with(|reference| reference.as_ref().map(|r| r.me.clone()))
            .unwrap_or_else(|| self.me.with_value(|me| me.actor.clone()))
    }

    /// A dossier to look at; loads it when needed and follows its changes.
    pub fn dossier(&self, id: DossierId) -> Memo<Option<Arc<Opened>>> {
        let desk = *self;
        // The store may not be open yet, and the dossier may arrive only later.
        let there =
            Memo::new(move |_| desk.loaded.get() && desk.rows.with(|rows| rows.contains_key(&id)));
        Effect::new(move |_| {
            let known = desk
                .opened
                .with_untracked(|opened| opened.contains_key(&id));
            if there.get() && !known {
                leptos::task::spawn_local(show::refresh(desk, id));
            }
        });
        Memo::new(move |_| desk.opened.with(|opened| opened.get(&id).cloned()))
    }

    /// A dossier as it is now, loaded when needed, without following it.
    pub async fn look(&self, id: DossierId) -> Option<Opened> {
        show::load(*self, id).await
    }

    /// Whether this device does not hold a dossier. It may be in a list all the same, when the browser threw the copy away.
    pub fn lacks(&self, id: DossierId) -> bool {
        self.loaded.get() && (self.row(id).is_none() || self.lacking.with(|all| all.contains(&id)))
    }

    pub fn row(&self, id: DossierId) -> Option<Arc<Row>> {
        self.rows.with(|rows| rows.get(&id).cloned())
    }

    /// Whether this person may do something to a dossier now.
    pub fn may(&self, opened: &Opened, deed: Deed) -> bool {
        let actor = self.actor();
        self.reference.with(|reference| {
            reference.as_ref().is_some_and(|r| {
                let procedure = r.procedure_of(&opened.dossier);
                let standing = Standing::of(&actor, &opened.dossier, procedure);
                may(&actor, standing, deed, procedure)
            })
        })
    }

    /// Takes in a new complaint, idea or compliment.
    pub async fn register(&self, registered: Registered) -> Result<DossierId, NotRecorded> {
        timeline::mark(timeline::SAVED);
        let dossier = DossierId(device::new_id());
        self.record_on(dossier, None, registered.into()).await?;
        Ok(dossier)
    }

    /// Records an event on a dossier. When this returns, it is stored durably on this device.
    pub async fn record(
        &self,
        dossier: DossierId,
        event: impl Into<Event>,
    ) -> Result<EventId, NotRecorded> {
        timeline::mark(timeline::SAVED);
        let opened = show::load(*self, dossier)
            .await
            .ok_or(NotRecorded::NotReady)?;
        self.record_on(dossier, Some(&opened), event.into()).await
    }

    async fn record_on(
        &self,
        dossier: DossierId,
        opened: Option<&Opened>,
        event: Event,
    ) -> Result<EventId, NotRecorded> {
        let reference = self
            .reference
            .get_untracked()
            .ok_or(NotRecorded::NotReady)?;
        let envelope = self
            .envelope(dossier, opened, &event)
            .map_err(NotRecorded::Storage)?;
        let id = envelope.id;
        let told = envelope.told_time();
        let dossier_now = opened.map(|o| &o.dossier);
        let procedure = dossier_now.map_or(&reference.procedure, |d| reference.procedure_of(d));
        let verdict = admit(
            dossier_now,
            &envelope,
            &reference.me,
            &reference.people,
            procedure,
            told,
        );
        if let Verdict::Parked { reason } = verdict {
            return Err(NotRecorded::Refused(reason));
        }
        drive::input(*self, Input::Record(envelope))
            .await
            .map_err(NotRecorded::Storage)?;
        timeline::measure(timeline::SAVED);
        show::refresh(*self, dossier).await;
        Ok(id)
    }

    /// Why an event would be refused now; for saying so before someone fills in a whole form. Values that are still
    /// missing are no refusal.
    pub fn refusal(&self, opened: &Opened, event: &Event) -> Option<Refusal> {
        let reference = self.reference.get_untracked()?;
        let envelope = self.envelope(opened.dossier.id, Some(opened), event).ok()?;
        let people = &reference.people;
        let procedure = reference.procedure_of(&opened.dossier);
        let verdict = admit(
            Some(&opened.dossier),
            &envelope,
            &reference.me,
            people,
            procedure,
            envelope.told_time(),
        );
        match verdict {
            Verdict::Accepted | Verdict::Conflict { .. } => None,
            Verdict::Parked {
                reason: Refusal::Invalid { .. } | Refusal::NeedsCompany { .. },
            } => None,
            Verdict::Parked { reason } => Some(reason),
        }
    }

    /// Own events on a dossier that this device keeps, as they were recorded.
    pub fn own(&self, dossier: DossierId) -> Vec<Payload> {
        self.entries.with_untracked(|entries| {
            let own = entries.iter().filter(|entry| entry.dossier() == dossier);
            own.map(|entry| entry.envelope.payload.clone()).collect()
        })
    }

    /// An event on its way, not yet numbered among the device's own.
    fn envelope(
        &self,
        dossier: DossierId,
        opened: Option<&Opened>,
        event: &Event,
    ) -> Result<Envelope, String> {
        let payload = Payload::of(event).map_err(|error| error.to_string())?;
        Ok(Envelope {
            id: EventId(device::new_id()),
            dossier,
            author: self.me.with_value(|me| me.actor.person),
            device: device::device_id(),
            sequence: 0,
            device_time: device::now(),
            clock_offset: device::clock_offset(),
            base: opened.map_or(0, |opened| opened.base()),
            hash: payload.hash(),
            payload,
        })
    }

    /// Stores a photo, drawing or signature durably. It is sent once something that is recorded speaks of it.
    pub async fn keep_file(&self, bytes: &[u8]) -> Result<FileHash, NotRecorded> {
        let core = self.core().ok_or(NotRecorded::NotReady)?;
        let hash = FileHash::of(bytes);
        core.store
            .hold_file(&hash, bytes)
            .await
            .map_err(|error| NotRecorded::Storage(error.to_string()))?;
        Ok(hash)
    }

    /// A file's bytes when this device holds them.
    pub async fn file(&self, hash: &FileHash) -> Option<Vec<u8>> {
        self.core()?.store.file(hash).await.ok().flatten()
    }

    /// Settles a difference between two values.
    pub async fn resolve(
        &self,
        dossier: DossierId,
        key: String,
        value: String,
    ) -> Result<EventId, NotRecorded> {
        self.record(dossier, domain::event::ConflictResolved { key, value })
            .await
    }

    /// Deals with an item that was set aside.
    pub async fn settle(
        &self,
        parked: &Parked,
        adopted: bool,
        remark: String,
    ) -> Result<EventId, NotRecorded> {
        let settled = domain::event::ParkedSettled {
            parked: parked.envelope.id,
            adopted,
            remark,
        };
        self.record(parked.envelope.dossier, settled).await
    }

    /// Lets an own parked or stuck item go.
    pub async fn let_go(&self, event: EventId) {
        let _ = drive::input(*self, Input::LetGo(event)).await;
    }

    /// Tries everything that waits once more.
    pub async fn try_again(&self) {
        let _ = drive::input(*self, Input::Online).await;
        let _ = drive::input(*self, Input::TryAgain).await;
    }

    /// The password was given again; sending goes on.
    pub async fn signed_in_again(&self) {
        let _ = drive::input(*self, Input::SignedIn).await;
    }

    /// Ends the session on this device. The copy is removed, unless something in it was not sent yet or a form still
    /// speaks of its photos: that stays for its author. Says whether everything was removed.
    pub async fn leave(&self) -> bool {
        let _ = crate::api::session::sign_out().await;
        let drafts = device::drafts();
        device::set_signed_in(None);
        let Some(core) = self.core() else {
            return false;
        };
        let files = core.store.file_names().await.unwrap_or_default();
        let in_a_form = files
            .iter()
            .any(|file| drafts.iter().any(|draft| draft.contains(file)));
        let unreadable = self
            .unreadable
            .with_untracked(|unreadable| !unreadable.is_empty());
        if core.engine.borrow().unsent() > 0 || unreadable || in_a_form {
            return false;
        }
        let erased = core.store.erase().await.is_ok();
        if erased {
            vault::remove(self.me.with_value(|me| me.actor.person)).await;
        }
        erased
    }

    /// Shows a short message.
    pub fn toast(&self, text: impl Into<String>) {
        let text = text.into();
        self.toasts.update(|toasts| toasts.push(text));
        let toasts = self.toasts;
        set_timeout(
            move || {
                toasts.update(|toasts| {
                    if !toasts.is_empty() {
                        toasts.remove(0);
                    }
                });
            },
            std::time::Duration::from_secs(5),
        );
    }

    pub(super) fn core(&self) -> Option<Rc<Core>> {
        self.core.try_get_value().flatten()
    }
}

//! Carries out what the engine wants: store, send, ask, tell.

use super::desk::{Connection, Core, Desk};
use super::show::{
    refresh, refresh_if_shown, remember_shown, show_entries, show_files, show_summaries,
    show_unreadable,
};
use super::store::{Store, StoreError, Written};
use super::tabs::{self, Tabs, Told};
use super::{device, live, space, timeline, transport, vault};
use domain::id::{DossierId, FileHash};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;
use sync::engine::{Effect, Engine, Failure, Input, Notice, Write};

/// How often the engine is told that time passed, in milliseconds.
const TICK: i32 = 15_000;
/// How often the screens' clock moves, in milliseconds.
const CLOCK: i32 = 30_000;

/// Opens the store, shows what it holds, and joins the other tabs and the server.
pub(super) async fn start(desk: Desk) {
    let person = desk.me.with_value(|me| me.actor.person);
    let opened = match Store::open(person).await {
        Ok(store) => store.load().await.map(|loaded| (store, loaded)),
        Err(error) => Err(error),
    };
    let (store, (stored, summaries, reference)) = match opened {
        Ok(opened) => opened,
        Err(error) => {
            leptos::logging::error!("the device's store cannot be opened: {error}");
            desk.toast(crate::words::tr(
                "Dit toestel kan niets bewaren. Sta opslag toe voor deze site, of maak ruimte vrij.",
                "This device cannot save anything. Allow storage for this site, or free some space.",
            ));
            desk.loaded.set(true);
            return;
        }
    };
    desk.reference.set(reference.map(Arc::new));
    desk.entries.set(Arc::new(stored.entries.clone()));
    desk.files_unsent
        .set(stored.files.iter().cloned().collect());
    let tabs = Tabs::join(person, move |told| spawn_local(heard(desk, told)));
    let engine = RefCell::new(Engine::new(stored));
    desk.core.set_value(Some(Rc::new(Core {
        store,
        engine,
        tabs,
    })));
    show_unreadable(desk).await;
    show_summaries(desk, summaries, &[]);
    let ahead: BTreeSet<DossierId> = desk.entries.with_untracked(|entries| {
        entries
            .iter()
            .filter(|e| e.is_waiting())
            .map(|e| e.dossier())
            .collect()
    });
    for dossier in ahead {
        refresh(desk, dossier).await;
    }
    desk.loaded.set(true);
    if desk.core().is_some_and(|core| core.store.was_emptied()) {
        tell_emptied(desk);
    }
    timeline::mark(timeline::STARTED);
    if let Some(core) = desk.core() {
        core.tabs.tell(&Told::Joined);
    }
    // Nobody waits for it.
    spawn_local(async {
        let _ = space::ask_to_keep().await;
    });
    vault::watch(person);
    listen(desk);
    tabs::wait_to_lead(person, move || spawn_local(lead(desk)));
}

fn listen(desk: Desk) {
    live::every(TICK, move || say(desk, Input::Tick));
    live::every(CLOCK, move || desk.now.set(device::now()));
    live::every(TICK, move || {
        if let Some(core) = desk.core() {
            core.store.go_on();
        }
    });
    live::on_window("online", move || say(desk, Input::Online));
    live::on_window("offline", move || {
        desk.connection.set(Connection::Offline);
        say(desk, Input::Offline);
    });
    if !live::has_network() {
        desk.connection.set(Connection::Offline);
        say(desk, Input::Offline);
    }
}

/// Takes the lead: begins again with what the store holds now, because another tab may have written to it.
async fn lead(desk: Desk) {
    let Some(core) = desk.core() else { return };
    core.store.all_outdated();
    if let Ok((stored, summaries, _)) = core.store.load().await {
        *core.engine.borrow_mut() = Engine::new(stored);
        show_summaries(desk, summaries, &[]);
    }
    let _ = input(desk, Input::Lead).await;
    if !live::has_network() {
        let _ = input(desk, Input::Offline).await;
    }
    live::hints(move || say(desk, Input::Hint));
    if let Err(error) = core.store.align_spare().await {
        leptos::logging::error!("the spare copy cannot be compared: {error}");
    }
    if core.store.is_emptied() {
        begin_again(desk, &core).await;
    }
}

/// What another tab wrote.
async fn heard(desk: Desk, told: Told) {
    let Some(core) = desk.core() else { return };
    match told {
        Told::Entries => {
            if let Ok(entries) = core.store.entries().await {
                core.engine.borrow_mut().reload(entries.clone());
                say(desk, Input::Found(vec![]));
                let touched: BTreeSet<DossierId> = entries.iter().map(|e| e.dossier()).collect();
                desk.entries.set(Arc::new(entries));
                let shown: Vec<DossierId> =
                    desk.opened.with_untracked(|o| o.keys().copied().collect());
                for dossier in touched
                    .into_iter()
                    .filter(|d| shown.contains(d) || desk.row(*d).is_none())
                {
                    refresh(desk, dossier).await;
                }
            }
        }
        Told::Files if core.engine.borrow().is_leading() => files_queued(desk).await,
        Told::Files => {
            if let Ok(files) = core.store.unsent_files().await {
                core.engine.borrow_mut().reload_files(files.clone());
                desk.files_unsent.set(files);
            }
        }
        Told::Reference => {
            if let Ok(reference) = core.store.reference().await {
                desk.reference.set(reference.map(Arc::new));
            }
        }
        Told::Dossiers { changed, forgotten } => {
            core.store.outdated(&changed);
            core.store.outdated(&forgotten);
            let mut summaries = Vec::new();
            for dossier in &changed {
                summaries.extend(core.store.summary(*dossier).await.ok().flatten());
            }
            show_summaries(desk, summaries, &forgotten);
            for dossier in changed.into_iter().chain(forgotten) {
                refresh_if_shown(desk, dossier).await;
            }
        }
        Told::SignedOut => desk.connection.set(Connection::SignInNeeded),
        Told::SignedIn => say(desk, Input::SignedIn),
        Told::Withdrawn => live::reload(),
        Told::Reached(reached) => {
            let known = desk.connection.get_untracked();
            match (known, reached) {
                (Connection::Online, false) => desk.connection.set(Connection::Offline),
                (Connection::Offline, true) if live::has_network() => {
                    desk.connection.set(Connection::Online);
                }
                _ => {}
            }
        }
        Told::Joined if core.engine.borrow().is_leading() => {
            let reached = desk.connection.get_untracked() != Connection::Offline;
            core.tabs.tell(&Told::Reached(reached));
        }
        Told::Joined => {}
    }
}

fn say(desk: Desk, what: Input) {
    spawn_local(async move {
        let _ = input(desk, what).await;
    });
}

/// Gives the engine one input and carries out what follows from it. An error is a failure to store what was recorded.
pub(super) async fn input(desk: Desk, what: Input) -> Result<(), String> {
    let Some(core) = desk.core() else {
        return Err("not ready".into());
    };
    if matches!(what, Input::SignedIn) {
        desk.connection.set(Connection::Online);
        core.tabs.tell(&Told::SignedIn);
    }
    let mut result = Ok(());
    let mut effects = std::collections::VecDeque::from(step(&core, what));
    while let Some(effect) = effects.pop_front() {
        match effect {
            Effect::Save(envelope) => {
                let id = envelope.id;
                match core.store.save(envelope).await {
                    Ok((saved, files)) => {
                        effects.extend(step(&core, Input::Saved(saved)));
                        core.tabs.tell(&Told::Entries);
                        if !files.is_empty() {
                            let files = files.into_iter().map(Input::FileSaved);
                            effects.extend(files.flat_map(|file| step(&core, file)));
                            core.tabs.tell(&Told::Files);
                            show_files(desk).await;
                        }
                    }
                    Err(error) => {
                        effects.extend(step(&core, Input::NotSaved(id, error.to_string())));
                    }
                }
            }
            Effect::Persist(writes) => {
                let written = persist(desk, &core, writes).await;
                if let Err(error) = &written {
                    leptos::logging::error!("the device's store refused a write: {error}");
                }
                // What memory and store hold differs now.
                if !matches!(written, Ok(Fit::Whole)) {
                    begin_again(desk, &core).await;
                    break;
                }
            }
            Effect::Tell(Notice::NotSaved(_, why)) => result = Err(why),
            Effect::Tell(notice) => tell(desk, &core, notice),
            Effect::Push(message) => spawn_local(async move {
                desk.busy.set(true);
                let answer = match transport::push(message).await {
                    Ok(receipts) => Input::Pushed(receipts),
                    Err(failure) => Input::PushFailed(failure),
                };
                contact(desk, &answer);
                let _ = Box::pin(input(desk, answer)).await;
            }),
            Effect::Pull(message) => spawn_local(async move {
                desk.busy.set(true);
                let asked = device::now();
                let answer = match transport::pull(message).await {
                    Ok(changes) => {
                        learn_clock(asked, changes.server_time);
                        Input::Pulled(Box::new(changes))
                    }
                    Err(failure) => Input::PullFailed(failure),
                };
                contact(desk, &answer);
                let last = matches!(&answer, Input::Pulled(changes) if !changes.more);
                let _ = Box::pin(input(desk, answer)).await;
                if last {
                    timeline::mark(timeline::SYNCED);
                }
            }),
            Effect::Upload(hash) => spawn_local(upload(desk, hash)),
            Effect::Seek(hashes) => {
                for hash in core.store.offer_again(&hashes).await.unwrap_or_default() {
                    effects.extend(step(&core, Input::FileSaved(hash)));
                }
            }
        }
    }
    if core.store.is_emptied() {
        begin_again(desk, &core).await;
    }
    show_entries(desk, &core);
    result
}

/// Begins again with what the store holds. When the browser had thrown it away, what this page has in memory is written
/// back, everything is compared with the server, and the person is told.
async fn begin_again(desk: Desk, core: &Core) {
    let mut loaded = core.store.load().await;
    if core.store.was_emptied() {
        remember_shown(desk, &core.store);
        let reference = desk.reference.get_untracked();
        if let Err(error) = core.store.write_back(reference.as_deref()).await {
            leptos::logging::error!("the device's store cannot be filled again: {error}");
        }
        loaded = core.store.load().await;
        tell_emptied(desk);
    }
    if let Ok((stored, summaries, _)) = loaded {
        core.engine.borrow_mut().restart(stored);
        show_summaries(desk, summaries, &[]);
        show_files(desk).await;
        say(desk, Input::Heal);
    }
}

fn tell_emptied(desk: Desk) {
    desk.toast(crate::words::tr(
        "De browser was door een volle schijf opslag kwijt. Wat u vastlegde staat er weer. Dossiers komen terug zodra er verbinding is. Maak ruimte vrij.",
        "A full disk made the browser lose storage. What you recorded is there again. Dossiers come back as soon as there is a connection. Free some space.",
    ));
}

fn step(core: &Core, what: Input) -> Vec<Effect> {
    core.engine.borrow_mut().step(what, device::now())
}

/// What a request's end says about the connection.
fn contact(desk: Desk, answer: &Input) {
    desk.busy.set(false);
    note_trouble(desk, answer);
    if super::withdrawn::was_told() {
        spawn_local(async move {
            super::withdrawn::erase(desk.core()).await;
            live::reload();
        });
        return;
    }
    let connection = match answer {
        Input::PushFailed(Failure::Transport) | Input::PullFailed(Failure::Transport) => {
            Connection::Offline
        }
        Input::PushFailed(Failure::SignedOut) | Input::PullFailed(Failure::SignedOut) => {
            Connection::SignInNeeded
        }
        // An answer may still arrive when the network has just gone.
        _ if !live::has_network() => Connection::Offline,
        _ => Connection::Online,
    };
    if desk.connection.get_untracked() != connection {
        desk.connection.set(connection);
        let core = desk
            .core()
            .filter(|_| connection != Connection::SignInNeeded);
        if let Some(core) = core {
            core.tabs
                .tell(&Told::Reached(connection == Connection::Online));
        }
    }
}

/// What a request's end says about how the server itself fares.
fn note_trouble(desk: Desk, answer: &Input) {
    let mut trouble = desk.trouble.get_untracked();
    match answer {
        Input::Pushed(_) => trouble.push = false,
        Input::PushFailed(failure) => trouble.push = *failure == Failure::Server,
        Input::Pulled(_) => trouble.pull = false,
        Input::PullFailed(failure) => trouble.pull = *failure == Failure::Server,
        Input::Uploaded(_) => trouble.upload = false,
        Input::UploadFailed(_, failure) => trouble.upload = *failure == Failure::Server,
        _ => {}
    }
    if trouble != desk.trouble.get_untracked() {
        desk.trouble.set(trouble);
    }
}

/// The server's time minus ours, half a round trip taken off.
fn learn_clock(asked: chrono::DateTime<chrono::Utc>, server_time: chrono::DateTime<chrono::Utc>) {
    let middle = asked + (device::now() - asked) / 2;
    device::set_clock_offset((server_time - middle).num_milliseconds());
}

async fn upload(desk: Desk, hash: FileHash) {
    let Some(core) = desk.core() else { return };
    let answer = match core.store.file(&hash).await {
        Ok(Some(bytes)) => match transport::upload(&hash, &bytes).await {
            Ok(()) => Input::Uploaded(hash),
            Err(failure) => Input::UploadFailed(hash, failure),
        },
        Ok(None) => Input::UploadFailed(hash, Failure::Permanent("gone".into())),
        Err(_) => Input::UploadFailed(hash, Failure::Transport),
    };
    note_trouble(desk, &answer);
    let sent = matches!(answer, Input::Uploaded(_));
    let _ = input(desk, answer).await;
    show_files(desk).await;
    if sent {
        core.tabs.tell(&Told::Files);
    }
}

/// Begins to send the files that the store has in its queue.
pub(super) async fn files_queued(desk: Desk) {
    let Some(core) = desk.core() else { return };
    for hash in core.store.unsent_files().await.unwrap_or_default() {
        let _ = input(desk, Input::FileSaved(hash)).await;
    }
    show_files(desk).await;
}

/// Whether the store holds what the engine takes it to hold.
enum Fit {
    Whole,
    Torn,
}

async fn persist(desk: Desk, core: &Core, writes: Vec<Write>) -> Result<Fit, StoreError> {
    let entries = writes
        .iter()
        .any(|w| matches!(w, Write::PutEntry(_) | Write::DropEntry(_)));
    let reference = desk.reference.get_untracked();
    let written = core.store.persist(writes, reference).await?;
    let Written {
        summaries,
        forgotten,
        reference,
        torn,
    } = written;
    if let Some(reference) = reference {
        desk.reference.set(Some(reference));
        core.tabs.tell(&Told::Reference);
    }
    if entries {
        show_entries(desk, core);
        core.tabs.tell(&Told::Entries);
    }
    if !summaries.is_empty() || !forgotten.is_empty() {
        let changed: Vec<DossierId> = summaries.iter().map(|(summary, _)| summary.id).collect();
        show_summaries(desk, summaries, &forgotten);
        for dossier in changed.iter().chain(&forgotten) {
            refresh_if_shown(desk, *dossier).await;
        }
        core.tabs.tell(&Told::Dossiers { changed, forgotten });
    }
    Ok(match torn.is_empty() {
        true => Fit::Whole,
        false => Fit::Torn,
    })
}

fn tell(desk: Desk, core: &Core, notice: Notice) {
    match notice {
        Notice::SignInNeeded => {
            desk.connection.set(Connection::SignInNeeded);
            core.tabs.tell(&Told::SignedOut);
        }
        Notice::Stuck(why) => desk.toast(format!(
            "{} {why}",
            crate::words::tr(
                "De server nam iets niet aan; het staat nog hier.",
                "The server did not take something; it is still here."
            )
        )),
        // The marks on screen come from the entries themselves.
        Notice::Saved(_)
        | Notice::NotSaved(..)
        | Notice::Sent(_)
        | Notice::Conflict(_)
        | Notice::Parked(_) => {}
    }
}

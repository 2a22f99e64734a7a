//! A second copy of what was recorded here and the server does not have yet, in other files than the database's.
//!
//! A browser may throw all databases of a site away by itself, without a word: Chromium does when a full disk has torn
//! their files. Its cache storage lies elsewhere and is written one file at a time. So own events, the files of which
//! they speak, and the keys that open them (still sealed) lie there as well, until the server has them. Nothing is called
//! saved before it lies in both places; what else cannot be written yet stays in memory and is tried again.

mod cache;

use domain::id::{EventId, FileHash, PersonId};
use futures::lock::Mutex;
use leptos::task::spawn_local;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use web_sys::Cache;

/// With which the names of all caches of this module begin; those of the program's builds begin otherwise.
const CACHES: &str = "glashelder.spare";
const RESERVE: &str = "glashelder.spare-room";
const ROOM: &str = "/spare/room";
/// Room that photos do not get, so that words still fit when no photo does, in bytes.
const RESERVED: usize = 2 << 20;
/// How much of photos a page keeps in memory, in bytes.
const REMEMBERED: usize = 48 << 20;

/// What lies in a spare copy.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Item {
    Entry(EventId),
    File(FileHash),
    /// The person's keys.
    Keys,
}

impl Item {
    fn address(&self) -> String {
        match self {
            Item::Entry(event) => format!("/spare/entry/{event}"),
            Item::File(hash) => format!("/spare/file/{hash}"),
            Item::Keys => "/spare/keys".to_owned(),
        }
    }

    /// Under which key the database keeps it.
    pub fn key(&self) -> String {
        match self {
            Item::Entry(event) => event.to_string(),
            Item::File(hash) => hash.to_string(),
            Item::Keys => "keys".to_owned(),
        }
    }

    fn at(path: &str) -> Option<Item> {
        let path = path.strip_prefix("/spare/")?;
        match path.split_once('/') {
            Some(("entry", event)) => Some(Item::Entry(EventId(event.parse().ok()?))),
            Some(("file", hash)) => Some(Item::File(FileHash::try_from(hash.to_owned()).ok()?)),
            None if path == "keys" => Some(Item::Keys),
            _ => None,
        }
    }
}

/// It is not taken on: the device has no room for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoRoom;

/// One person's spare copy. Clones are the same one.
#[derive(Debug, Clone)]
pub struct Spare(Rc<Inner>);

#[derive(Debug)]
struct Inner {
    name: String,
    /// What this page kept and did not let go: a browser that is short of room may remove all that a site stored, when it
    /// was not asked to keep it, or would not.
    memory: RefCell<BTreeMap<Item, Vec<u8>>>,
    /// What is to be written (`Some`) or removed, and is not yet.
    waiting: RefCell<BTreeMap<Item, Option<Vec<u8>>>>,
    /// Somebody writes what waits.
    busy: Cell<bool>,
    /// Held by whoever changes something, so that changes come in their order.
    turn: Mutex<()>,
    cache: RefCell<Option<Cache>>,
    /// The browser keeps one for this page: a write that fails then means that there is no room.
    works: Cell<bool>,
}

impl Spare {
    pub fn of(person: PersonId) -> Spare {
        Spare(Rc::new(Inner {
            name: format!("{CACHES}-of-{person}"),
            memory: RefCell::default(),
            waiting: RefCell::default(),
            busy: Cell::new(false),
            turn: Mutex::default(),
            cache: RefCell::default(),
            works: Cell::new(false),
        }))
    }

    /// Keeps bytes, sealed already; what was kept of this item before goes. Nobody waits for it.
    pub fn keep(&self, item: Item, bytes: Vec<u8>) {
        self.remember(item.clone(), bytes.clone());
        self.0.waiting.borrow_mut().insert(item, Some(bytes));
        self.go_on();
    }

    /// The server has it, or its person let it go.
    pub fn let_go(&self, item: Item) {
        self.0.memory.borrow_mut().remove(&item);
        self.0.waiting.borrow_mut().insert(item, None);
        self.go_on();
    }

    /// Keeps bytes, and waits until they lie there. Room that was set apart is given up for them.
    pub async fn keep_now(&self, item: Item, bytes: Vec<u8>) -> Result<(), NoRoom> {
        self.remember(item.clone(), bytes.clone());
        if self.put(&item, &bytes).await.is_ok() {
            return Ok(());
        }
        if give_room().await && self.put(&item, &bytes).await.is_ok() {
            return Ok(());
        }
        self.refused(&item)
    }

    /// The same for a photo: where a database would be torn for want of room, this fails and does no harm. Room for words
    /// is set apart first, and given up when the photo does not fit.
    pub async fn keep_file(&self, hash: &FileHash, bytes: Vec<u8>) -> Result<(), NoRoom> {
        let item = Item::File(hash.clone());
        self.remember(item.clone(), bytes.clone());
        if set_room_apart().await.is_ok() && self.put(&item, &bytes).await.is_ok() {
            return Ok(());
        }
        give_room().await;
        self.refused(&item)
    }

    /// A write failed. In a browser that keeps no caches for this page that says nothing about room.
    fn refused(&self, item: &Item) -> Result<(), NoRoom> {
        if !self.0.works.get() {
            return Ok(());
        }
        self.0.memory.borrow_mut().remove(item);
        Err(NoRoom)
    }

    /// All that is kept, by name.
    pub async fn items(&self) -> BTreeSet<Item> {
        let mut items = self.in_cache().await;
        items.extend(self.0.memory.borrow().keys().cloned());
        for (item, bytes) in self.0.waiting.borrow().iter() {
            match bytes {
                Some(_) => items.insert(item.clone()),
                None => items.remove(item),
            };
        }
        items
    }

    async fn in_cache(&self) -> BTreeSet<Item> {
        let Ok(cache) = self.cache().await else {
            return BTreeSet::new();
        };
        let Ok(paths) = cache::paths(&cache).await else {
            return BTreeSet::new();
        };
        self.0.works.set(true);
        paths.iter().filter_map(|path| Item::at(path)).collect()
    }

    /// The database had to be opened again; whatever went may have taken the cache along, which is then filled from
    /// memory.
    pub async fn refill(&self) {
        self.0.cache.take();
        let there = self.in_cache().await;
        let memory = self.0.memory.borrow().clone();
        for (item, bytes) in memory {
            if !there.contains(&item) {
                self.keep(item, bytes);
            }
        }
    }

    /// Keeps bytes in memory, photos as far as there is room for them.
    pub fn remember(&self, item: Item, bytes: Vec<u8>) {
        let mut memory = self.0.memory.borrow_mut();
        let photos = memory
            .iter()
            .filter(|(item, _)| matches!(item, Item::File(_)));
        let taken: usize = photos.map(|(_, bytes)| bytes.len()).sum();
        if !matches!(item, Item::File(_)) || taken + bytes.len() <= REMEMBERED {
            memory.insert(item, bytes);
        }
    }

    pub async fn get(&self, item: &Item) -> Option<Vec<u8>> {
        if let Some(waiting) = self.0.waiting.borrow().get(item) {
            return waiting.clone();
        }
        if let Some(bytes) = self.0.memory.borrow().get(item) {
            return Some(bytes.clone());
        }
        let cache = self.cache().await.ok()?;
        cache::get(&cache, &item.address()).await.ok()?
    }

    /// Removes all of it.
    pub async fn erase(&self) {
        let _turn = self.0.turn.lock().await;
        self.0.waiting.borrow_mut().clear();
        self.0.memory.borrow_mut().clear();
        self.0.cache.take();
        let _ = cache::discard(&self.0.name).await;
    }

    /// Writes what waits, one after another; after a failure at the next change, or when this is called again.
    pub fn go_on(&self) {
        if self.0.busy.replace(true) {
            return;
        }
        let spare = self.clone();
        spawn_local(async move {
            let _ = spare.write_waiting().await;
            spare.0.busy.set(false);
        });
    }

    async fn write_waiting(&self) -> Result<(), JsValue> {
        loop {
            let _turn = self.0.turn.lock().await;
            let next = self
                .0
                .waiting
                .borrow()
                .first_key_value()
                .map(|(item, bytes)| (item.clone(), bytes.clone()));
            let Some((item, bytes)) = next else {
                return Ok(());
            };
            let cache = self.cache().await?;
            match &bytes {
                Some(bytes) => cache::put(&cache, &item.address(), bytes).await?,
                None => cache::remove(&cache, &item.address()).await.map(|_| ())?,
            }
            // It may have changed meanwhile; then it is written again.
            let mut waiting = self.0.waiting.borrow_mut();
            if waiting.get(&item) == Some(&bytes) {
                waiting.remove(&item);
            }
        }
    }

    /// Puts bytes in the place of whatever was to become of this item before.
    async fn put(&self, item: &Item, bytes: &[u8]) -> Result<(), JsValue> {
        let _turn = self.0.turn.lock().await;
        self.0.waiting.borrow_mut().remove(item);
        let address = item.address();
        if cache::put(&self.cache().await?, &address, bytes)
            .await
            .is_err()
        {
            // Not for want of room, perhaps, but because the browser removed the cache that this page had open.
            self.0.cache.take();
            cache::put(&self.cache().await?, &address, bytes).await?;
        }
        self.0.works.set(true);
        Ok(())
    }

    async fn cache(&self) -> Result<Cache, JsValue> {
        let known = self.0.cache.borrow().clone();
        if let Some(cache) = known {
            return Ok(cache);
        }
        let cache = cache::open(&self.0.name).await?;
        self.0.cache.replace(Some(cache.clone()));
        Ok(cache)
    }
}

/// Removes the spare copies of everyone who ever worked on this device.
pub async fn erase_all() {
    for name in cache::names().await.unwrap_or_default() {
        if name.starts_with(CACHES) {
            let _ = cache::discard(&name).await;
        }
    }
}

/// Gives up the room that was set apart; false when there was none.
pub async fn give_room() -> bool {
    let Ok(cache) = cache::open(RESERVE).await else {
        return false;
    };
    cache::remove(&cache, ROOM).await.unwrap_or_default()
}

async fn set_room_apart() -> Result<(), JsValue> {
    let cache = cache::open(RESERVE).await?;
    let there = cache::paths(&cache).await?.iter().any(|path| path == ROOM);
    match there {
        true => Ok(()),
        false => cache::put(&cache, ROOM, &vec![0; RESERVED]).await,
    }
}

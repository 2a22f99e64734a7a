//! Every role asks for every dossier in each of the ways there are, and gets those that the table of rights shows.

use crate::common::TestServer;
use crate::ground::{Ground, Someone, example};
use crate::relation::{Relation, prepare};
use domain::event::{Event, EventKind, PhotoAdded};
use domain::id::{DossierId, FileHash};
use domain::permission::{Deed, may};
use domain::person::Role;
use image::{ImageFormat, RgbImage};
use reqwest::{Method, StatusCode};
use serde_json::json;
use std::collections::BTreeSet;
use std::io::Cursor;

/// A dossier to which somebody stands in a relation, with a photo in it.
struct Known<'a> {
    someone: &'a Someone,
    relation: Relation,
    dossier: DossierId,
    word: String,
    photo: FileHash,
}

#[tokio::test]
async fn each_question_shows_what_the_table_of_rights_says() {
    let server = TestServer::start().await;
    let ground = Ground::of(&server, "oost", "glaspunt").await;
    let elsewhere = Ground::of(&server, "west", "glaspunt").await;
    let known = tell(&ground, &ground.people).await;
    let strange = tell(&elsewhere, &elsewhere.people[..2]).await;
    let (mut shown, mut hidden) = (0, 0);
    for someone in &ground.people {
        let pulled = pulls(someone).await;
        for known in &known {
            let own = known.someone.id() == someone.id();
            let standing = match own {
                true => known.relation.standing_to_see(someone.role()),
                false => known.relation.standing_of_others(someone.role()),
            };
            let right = may(&someone.actor, standing, Deed::See, &ground.procedure);
            let who = (someone.role(), known.relation, own);
            assert_eq!(pulled.contains(&known.dossier), right, "pull {who:?}");
            if own {
                let found = finds(someone, &known.word).await;
                assert_eq!(found.contains(&known.dossier), right, "search {who:?}");
                assert_eq!(gets(someone, &known.photo).await, right, "photo {who:?}");
            }
            shown += usize::from(right);
            hidden += usize::from(!right);
        }
        for strange in &strange {
            assert!(!pulled.contains(&strange.dossier));
            assert!(finds(someone, &strange.word).await.is_empty());
            assert!(!gets(someone, &strange.photo).await);
        }
    }
    assert!(shown > 600 && hidden > 500, "{shown} {hidden}");
}

async fn tell<'a>(ground: &'a Ground, people: &'a [Someone]) -> Vec<Known<'a>> {
    let (mut all, mut others, mut photos) = (Vec::new(), Vec::new(), Vec::new());
    let organisation = ground.anna.actor.organisation.0.simple();
    for (number, someone) in people.iter().enumerate() {
        let mut own = Vec::new();
        for relation in Relation::ALL
            .into_iter()
            .filter(|r| r.possible(someone, ground))
        {
            let word = format!("merk{organisation}x{number}x{}", relation as u8);
            let told = prepare(ground, someone, relation, &word);
            let bytes = picture(&word);
            let photo = FileHash::of(&bytes);
            let added: Event =
                serde_json::from_value::<PhotoAdded>(json!({ "photo": { "file": photo } }))
                    .unwrap()
                    .into();
            photos.push(ground.anna.says(told.dossier, told.base + 1, &added));
            own.extend(told.own);
            others.extend(told.others);
            let request = ground
                .anna
                .browser
                .request(Method::PUT, &format!("/files/{photo}"));
            let stored = request.body(bytes).send().await.unwrap().status();
            assert_eq!(stored, StatusCode::CREATED);
            all.push(Known {
                someone,
                relation,
                dossier: told.dossier,
                word,
                photo,
            });
        }
        someone.pushes(own).await;
    }
    for receipt in ground.anna.pushes([others, photos].concat()).await {
        assert!(receipt.position.is_some(), "{receipt:?}");
    }
    all
}

/// A picture of its own for each text.
fn picture(text: &str) -> Vec<u8> {
    let bytes = text.as_bytes();
    let width = u32::try_from(bytes.len()).unwrap();
    let pixels = RgbImage::from_fn(width, 1, |x, _| image::Rgb([bytes[x as usize], 0, 0]));
    let mut png = Cursor::new(Vec::new());
    pixels.write_to(&mut png, ImageFormat::Png).unwrap();
    png.into_inner()
}

async fn pulls(someone: &Someone) -> BTreeSet<DossierId> {
    let (status, answer) = someone
        .browser
        .calls("pull", json!({ "pull": { "heads": {} } }))
        .await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    assert_eq!(answer["more"], json!(false));
    let dossiers = answer["dossiers"].as_array().unwrap().iter();
    dossiers
        .map(|change| serde_json::from_value(change["dossier"].clone()).unwrap())
        .collect()
}

async fn finds(someone: &Someone, word: &str) -> BTreeSet<DossierId> {
    let (status, answer) = someone
        .browser
        .calls("search", json!({ "query": word }))
        .await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    let hits = answer.as_array().unwrap().iter();
    hits.map(|hit| serde_json::from_value(hit["dossier"].clone()).unwrap())
        .collect()
}

/// Whether a photo is there: whole, small and when only asked about, all the same.
async fn gets(someone: &Someone, photo: &FileHash) -> bool {
    let path = format!("/files/{photo}");
    let whole = someone.browser.get(&path).await.status();
    let small = someone.browser.get(&format!("{path}/thumb")).await.status();
    let asked = someone
        .browser
        .request(Method::HEAD, &path)
        .send()
        .await
        .unwrap()
        .status();
    assert!(whole == small && small == asked, "{whole} {small} {asked}");
    assert!(
        [StatusCode::OK, StatusCode::NOT_FOUND].contains(&whole),
        "{whole}"
    );
    whole == StatusCode::OK
}

/// What was set aside holds what somebody wrote: shown to its author and to who settles it, where they see the dossier.
#[tokio::test]
async fn what_lies_aside_is_shown_to_its_author_and_to_who_settles_it() {
    let server = TestServer::start().await;
    let ground = Ground::of(&server, "oost", "glaspunt").await;
    let technician = ground
        .people
        .iter()
        .find(|p| p.role() == Some(Role::Technician))
        .unwrap();
    let prepared = prepare(&ground, technician, Relation::Visit, "aside");
    ground.anna.pushes(prepared.others).await;
    let wrong = technician.wraps(prepared.dossier, prepared.base, example(EventKind::Closed));
    let receipt = technician.pushes(vec![wrong]).await.remove(0);
    assert_eq!(receipt.position, None);
    for someone in &ground.people {
        let (_, answer) = someone
            .browser
            .calls("pull", json!({ "pull": { "heads": {} } }))
            .await;
        let changes = answer["dossiers"].as_array().unwrap();
        let change = changes
            .iter()
            .find(|change| change["dossier"] == json!(prepared.dossier));
        let shown = change.is_some_and(|change| !change["parked"].as_array().unwrap().is_empty());
        let standing = match someone.id() == technician.id() {
            true => Relation::Visit.standing_to_see(someone.role()),
            false => Relation::Visit.standing_of_others(someone.role()),
        };
        let sees = may(&someone.actor, standing, Deed::See, &ground.procedure);
        let settles = may(
            &someone.actor,
            standing,
            Deed::Record(EventKind::ParkedSettled),
            &ground.procedure,
        );
        let expected = sees && (settles || someone.id() == technician.id());
        assert_eq!(shown, expected, "{:?}", someone.actor.roles);
    }
}

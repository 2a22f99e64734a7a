//! Photos: sending, what is kept of them, and who gets them back.

use crate::common::{Browser, TestServer};
use crate::pictures::{holds_secret, photo_with_place, picture, png_with_place, webp_with_place};
use chrono::{SubsecRound, Utc};
use domain::event::{Event, PhotoAdded, Registered};
use domain::id::{DeviceId, DossierId, EventId, FileHash, PersonId};
use domain::party::{Address, Party};
use domain::person::Role;
use domain::record::{Envelope, Payload};
use image::{ImageDecoder, ImageFormat, ImageReader};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use std::io::Cursor;
use sync::message::Push;
use uuid::Uuid;

async fn sends(browser: &Browser, hash: &str, bytes: Vec<u8>) -> (StatusCode, Value) {
    let answer = browser
        .request(Method::PUT, &format!("/files/{hash}"))
        .body(bytes)
        .send()
        .await
        .unwrap();
    (answer.status(), answer.json().await.unwrap_or(Value::Null))
}

#[tokio::test]
async fn a_photo_is_kept_without_place_upright_and_with_a_thumbnail() {
    let server = TestServer::start().await;
    server.person("samira", &[Role::Technician], &[]).await;
    let samira = server.signed_in("samira").await;
    let photo = photo_with_place();
    assert!(holds_secret(&photo));
    let hash = FileHash::of(&photo);

    let path = format!("/files/{hash}");
    let head = || samira.request(Method::HEAD, &path).send();
    assert_eq!(head().await.unwrap().status(), StatusCode::NOT_FOUND);
    assert_eq!(
        sends(&samira, hash.as_str(), photo.clone()).await.0,
        StatusCode::CREATED
    );
    assert_eq!(
        sends(&samira, hash.as_str(), photo.clone()).await.0,
        StatusCode::OK
    );
    assert_eq!(head().await.unwrap().status(), StatusCode::OK);

    let answer = samira.get(&path).await;
    assert_eq!(answer.headers()["content-type"], "image/jpeg");
    assert_eq!(
        answer.headers()["content-security-policy"],
        "default-src 'none'; sandbox"
    );
    assert_eq!(answer.headers()["x-content-type-options"], "nosniff");
    assert_eq!(
        answer.headers()["content-disposition"],
        format!(
            "inline; filename=\"glashelder-{}.jpg\"",
            &hash.as_str()[..12]
        )
    );
    let again = samira
        .request(Method::GET, &path)
        .header("if-none-match", &answer.headers()["etag"]);
    assert_eq!(
        again.send().await.unwrap().status(),
        StatusCode::NOT_MODIFIED
    );
    let kept = answer.bytes().await.unwrap();
    assert!(!holds_secret(&kept));
    let mut decoder = ImageReader::with_format(Cursor::new(&kept), ImageFormat::Jpeg)
        .into_decoder()
        .unwrap();
    assert_eq!(decoder.orientation().unwrap().to_exif(), 6);
    let same = image::load_from_memory(&kept).unwrap().into_rgb8()
        == image::load_from_memory(&photo).unwrap().into_rgb8();
    assert!(same, "the pixels stay as they are");

    let thumb = samira
        .get(&format!("{path}/thumb"))
        .await
        .bytes()
        .await
        .unwrap();
    assert!(!holds_secret(&thumb));
    let small = image::load_from_memory_with_format(&thumb, ImageFormat::Jpeg).unwrap();
    assert_eq!(
        (small.width(), small.height()),
        (300, 480),
        "turned upright"
    );
    let [_, _, blue] = small.to_rgb8().get_pixel(small.width() - 5, 5).0;
    assert!(
        blue < 100,
        "what was at the top left is at the top right after a quarter turn"
    );
}

#[tokio::test]
async fn other_formats_lose_their_metadata_too() {
    let server = TestServer::start().await;
    server.person("samira", &[Role::Technician], &[]).await;
    let samira = server.signed_in("samira").await;
    for (bytes, media_type) in [
        (png_with_place(), "image/png"),
        (webp_with_place(), "image/webp"),
    ] {
        assert!(holds_secret(&bytes));
        let hash = FileHash::of(&bytes);
        let (status, error) = sends(&samira, hash.as_str(), bytes.clone()).await;
        assert_eq!(status, StatusCode::CREATED, "{media_type}: {error}");
        let answer = samira.get(&format!("/files/{hash}")).await;
        assert_eq!(answer.headers()["content-type"], media_type);
        let kept = answer.bytes().await.unwrap();
        assert!(!holds_secret(&kept), "{media_type}");
        let same =
            image::load_from_memory(&kept).unwrap() == image::load_from_memory(&bytes).unwrap();
        assert!(same, "{media_type}");
    }
}

#[tokio::test]
async fn what_is_no_photo_or_not_what_was_announced_is_refused() {
    let server = TestServer::start().await;
    server.person("samira", &[Role::Technician], &[]).await;
    let samira = server.signed_in("samira").await;
    let photo = picture(ImageFormat::Jpeg);
    let page = b"<html><script>alert(1)</script></html>".to_vec();
    let gif = b"GIF89a\x01\0\x01\0\0\0\0;".to_vec();
    let cut = photo[..300].to_vec();
    let mut bomb = picture(ImageFormat::Png);
    bomb[16..24].copy_from_slice(&[0, 0, 0x7f, 0xff, 0, 0, 0x7f, 0xff]);
    let large = vec![0xff; 15 * 1024 * 1024 + 1];
    let other = FileHash::of(b"something else").to_string();
    let own = |bytes: &[u8]| FileHash::of(bytes).to_string();
    let cases = [
        (own(&page), page, StatusCode::UNSUPPORTED_MEDIA_TYPE),
        (own(&gif), gif, StatusCode::UNSUPPORTED_MEDIA_TYPE),
        (own(b""), vec![], StatusCode::UNSUPPORTED_MEDIA_TYPE),
        (own(&cut), cut, StatusCode::UNPROCESSABLE_ENTITY),
        (own(&bomb), bomb, StatusCode::UNPROCESSABLE_ENTITY),
        (own(&large), large, StatusCode::PAYLOAD_TOO_LARGE),
        (
            other.clone(),
            photo.clone(),
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        ("nonsense".to_owned(), photo, StatusCode::BAD_REQUEST),
    ];
    for (hash, bytes, expected) in cases {
        let (status, error) = sends(&samira, &hash, bytes).await;
        assert_eq!(status, expected, "{error}");
        assert!(error["Refused"]["nl"].is_string(), "{error}");
        assert_ne!(
            samira.get(&format!("/files/{hash}")).await.status(),
            StatusCode::OK
        );
    }
    let rows = sqlx::query_scalar::<_, i64>("select count(*) from files");
    let mut transaction = server
        .state
        .database
        .organisation(server.organisation)
        .await
        .unwrap();
    assert_eq!(rows.fetch_one(&mut *transaction).await.unwrap(), 0);
}

#[tokio::test]
async fn a_photo_goes_to_its_sender_and_to_who_may_see_the_dossier() {
    let server = TestServer::start().await;
    let marijke_id = server.person("marijke", &[Role::Coordinator], &[]).await;
    server.person("ruben", &[Role::Deputy], &[]).await;
    server
        .person("samira", &[Role::Technician], &["noord"])
        .await;
    let other = server.organisation("other").await;
    server
        .person_of(other, "vera@other.example", &[Role::Coordinator], &[])
        .await;
    let marijke = server.signed_in("marijke").await;
    let ruben = server.signed_in("ruben").await;
    let samira = server.signed_in("samira").await;
    let vera = server.browser();
    vera.signs_in("vera@other.example", crate::common::PASSWORD)
        .await;
    let photo = picture(ImageFormat::Jpeg);
    let hash = FileHash::of(&photo);
    let path = format!("/files/{hash}");

    let dossier = refers_to(&marijke, marijke_id, &hash).await;
    assert_eq!(
        pending(&ruben, dossier).await,
        std::slice::from_ref(&hash),
        "the photo has yet to arrive"
    );
    assert_eq!(
        sends(&marijke, hash.as_str(), photo.clone()).await.0,
        StatusCode::CREATED
    );
    assert_eq!(pending(&ruben, dossier).await, []);

    for (browser, expected) in [
        (&marijke, StatusCode::OK),
        (&ruben, StatusCode::OK),
        (&samira, StatusCode::NOT_FOUND),
        (&vera, StatusCode::NOT_FOUND),
        (&server.browser(), StatusCode::UNAUTHORIZED),
    ] {
        assert_eq!(browser.get(&path).await.status(), expected);
        assert_eq!(
            browser.get(&format!("{path}/thumb")).await.status(),
            expected
        );
        assert_eq!(
            browser
                .request(Method::HEAD, &path)
                .send()
                .await
                .unwrap()
                .status(),
            expected
        );
    }
    // Who has the photo may send it as their own; who only knows its hash may not.
    assert_eq!(
        sends(&samira, hash.as_str(), b"I know the hash".to_vec())
            .await
            .0,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(samira.get(&path).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(sends(&samira, hash.as_str(), photo).await.0, StatusCode::OK);
    assert_eq!(samira.get(&path).await.status(), StatusCode::OK);
}

/// Registers a complaint with a photo that has not been sent yet.
async fn refers_to(browser: &Browser, author: PersonId, hash: &FileHash) -> DossierId {
    let dossier = DossierId(Uuid::now_v7());
    let photo = serde_json::from_value(json!({ "file": hash }));
    let events: [Event; 2] = [
        complaint().into(),
        PhotoAdded {
            visit: None,
            photo: photo.unwrap(),
        }
        .into(),
    ];
    let envelopes: Vec<Envelope> = events
        .iter()
        .enumerate()
        .map(|(index, event)| {
            let payload = Payload::of(event).unwrap();
            Envelope {
                id: EventId(Uuid::now_v7()),
                dossier,
                author,
                device: DeviceId(Uuid::nil()),
                sequence: index as u64 + 1,
                device_time: Utc::now().trunc_subsecs(3),
                clock_offset: 0,
                base: index as u64,
                hash: payload.hash(),
                payload,
            }
        })
        .collect();
    // As text: a payload is taken byte for byte.
    let body = format!(
        r#"{{"push":{}}}"#,
        serde_json::to_string(&Push { envelopes }).unwrap()
    );
    let request = browser
        .request(Method::POST, "/api/push")
        .header("content-type", "application/json")
        .body(body);
    let answer = request.send().await.unwrap().text().await.unwrap();
    assert!(
        answer.contains("receipts") && !answer.contains("parked"),
        "{answer}"
    );
    dossier
}

async fn pending(browser: &Browser, dossier: DossierId) -> Vec<FileHash> {
    let (_, changes) = browser
        .calls("pull", json!({ "pull": { "heads": {} } }))
        .await;
    let dossiers = changes["dossiers"].as_array().unwrap().clone();
    let found = dossiers
        .into_iter()
        .find(|change| change["dossier"] == json!(dossier))
        .unwrap();
    serde_json::from_value(found["files_pending"].clone()).unwrap()
}

fn complaint() -> Registered {
    Registered {
        kind: "complaint".into(),
        channel: "telephone".into(),
        received_at: Utc::now().trunc_subsecs(3),
        complainant: Party {
            name: "Marijke de Wit".into(),
            address: Address {
                street: "Kerkstraat".into(),
                number: "12".into(),
                postcode: "6825 MN".into(),
                city: "Arnhem".into(),
            },
            phone: "0612345678".into(),
            ..Party::default()
        },
        customer: None,
        site: None,
        description: "Condens tussen de bladen van het keukenraam.".into(),
        category: String::new(),
        region: "noord".into(),
        reference: String::new(),
        about: vec![],
        ..Registered::default()
    }
}

//! The devices on which people signed in, and one that is lost.

use crate::common::{Browser, PASSWORD, TestServer};
use domain::person::Role;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

const TABLET: &str =
    "Mozilla/5.0 (Linux; Android 15; SM-X210) AppleWebKit/537.36 Chrome/141.0.0.0 Safari/537.36";

async fn devices(browser: &Browser, person: Value) -> Vec<Value> {
    let (status, answer) = browser.calls("access", json!({ "person": person })).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    answer["devices"].as_array().unwrap().clone()
}

async fn tablet(server: &TestServer, mailbox: &str) -> Browser {
    let browser = server.browser();
    let request = browser
        .request(Method::POST, "/api/sign-in")
        .header("user-agent", TABLET);
    let email = format!("{mailbox}@glaspunt.example");
    let answer = request
        .json(&json!({ "email": email, "password": PASSWORD }))
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    browser
}

async fn pulls(browser: &Browser) -> Value {
    browser.calls("pull", json!({ "pull": {} })).await.1
}

#[tokio::test]
async fn a_person_sees_own_devices_and_ends_one() {
    let server = TestServer::start().await;
    server.person("samira", &[Role::Technician], &[]).await;
    server.person("joris", &[Role::Technician], &[]).await;
    let (tablet, desk) = (
        tablet(&server, "samira").await,
        server.signed_in("samira").await,
    );
    server.signed_in("joris").await;
    let listed = devices(&desk, Value::Null).await;
    assert_eq!(listed.len(), 2);
    let [own, other] = [true, false].map(|this| {
        listed
            .iter()
            .find(|d| d["this"] == json!(this))
            .unwrap()
            .clone()
    });
    assert_eq!(other["agent"], json!("Chrome, Android"));
    assert_eq!(
        (&own["signed_in"], &other["signed_in"]),
        (&json!(true), &json!(true))
    );
    // Signing in again there makes no other device of it.
    tablet.signs_in("samira@glaspunt.example", PASSWORD).await;
    assert_eq!(devices(&desk, Value::Null).await.len(), 2);

    let ended = desk
        .calls(
            "end-device",
            json!({ "person": null, "device": other["id"], "lost": false }),
        )
        .await;
    assert_eq!(ended.0, StatusCode::OK, "{}", ended.1);
    // It is signed out, and keeps what was not sent.
    assert_eq!(pulls(&tablet).await, json!("SignedOut"));
    assert!(desk.is_signed_in().await);
    assert_eq!(
        tablet.signs_in("samira@glaspunt.example", PASSWORD).await.0,
        StatusCode::OK
    );
}

#[tokio::test]
async fn a_lost_tablet_is_out_at_once_and_hears_that_it_must_erase() {
    let server = TestServer::start().await;
    let samira = server.person("samira", &[Role::Technician], &[]).await;
    server.person("joris", &[Role::Technician], &[]).await;
    server.person("beheer", &[Role::Administrator], &[]).await;
    let lost = tablet(&server, "samira").await;
    let administrator = server.signed_in("beheer").await;
    let desk = server.signed_in("samira").await;
    // A colleague used the same tablet.
    lost.signs_in("joris@glaspunt.example", PASSWORD).await;
    assert_eq!(pulls(&lost).await["more"], json!(false));
    let listed = devices(&administrator, json!(samira)).await;
    let device = listed
        .iter()
        .find(|d| d["agent"] == json!("Chrome, Android"))
        .unwrap()["id"]
        .clone();
    let end = json!({ "person": samira, "device": device, "lost": true });
    assert_eq!(
        administrator.calls("end-device", end).await.0,
        StatusCode::OK
    );

    // Whoever is signed in there is out, of whatever it asks, and signing in is no way around erasing.
    assert_eq!(pulls(&lost).await, json!("Withdrawn"));
    assert_eq!(
        lost.calls("push", json!({ "push": { "envelopes": [] } }))
            .await
            .1,
        json!("Withdrawn")
    );
    assert_eq!(lost.get("/live").await.status(), StatusCode::UNAUTHORIZED);
    for who in ["samira", "joris"] {
        assert_eq!(
            lost.signs_in(&format!("{who}@glaspunt.example"), PASSWORD)
                .await
                .1,
            json!("Withdrawn")
        );
    }
    assert!(desk.is_signed_in().await);
    // Long after its session ended it still hears so.
    sqlx::query("delete from sessions where person = $1")
        .bind(samira.0)
        .execute(server.state.database.pool())
        .await
        .unwrap();
    assert_eq!(pulls(&lost).await, json!("Withdrawn"));

    assert_eq!(
        lost.calls("device-erased", json!({ "unsent": 3 })).await.0,
        StatusCode::OK
    );
    let listed = devices(&administrator, json!(samira)).await;
    let told = listed.iter().find(|d| d["id"] == device).unwrap();
    assert_eq!(told["unsent"], json!(3));
    assert!(told["erased_at"].is_string() && told["withdrawn_at"].is_string());
    // Found again, it counts as another device.
    assert_eq!(
        lost.signs_in("samira@glaspunt.example", PASSWORD).await.0,
        StatusCode::OK
    );
    assert_eq!(devices(&administrator, json!(samira)).await.len(), 3);
}

#[tokio::test]
async fn only_an_administrator_touches_the_devices_of_others() {
    let server = TestServer::start().await;
    let samira = server.person("samira", &[Role::Technician], &[]).await;
    let samiras = server.signed_in("samira").await;
    let device = devices(&samiras, Value::Null).await[0]["id"].clone();
    for role in Role::ALL
        .into_iter()
        .filter(|role| *role != Role::Administrator)
    {
        server.person(role.word(), &[role], &["noord"]).await;
        let other = server.signed_in(role.word()).await;
        assert_eq!(
            other.calls("access", json!({ "person": samira })).await.1,
            json!("NotAllowed")
        );
        let end = json!({ "person": samira, "device": device, "lost": true });
        assert_eq!(other.calls("end-device", end).await.1, json!("NotAllowed"));
        // Nor by calling it one's own.
        let own = json!({ "person": null, "device": device, "lost": true });
        assert_eq!(
            other.calls("end-device", own).await.0,
            StatusCode::UNPROCESSABLE_ENTITY
        );
    }
    let elsewhere = server.organisation("elders").await;
    server
        .person_of(
            elsewhere,
            "baas@elders.example",
            &[Role::Administrator],
            &[],
        )
        .await;
    let stranger = server.browser();
    stranger.signs_in("baas@elders.example", PASSWORD).await;
    assert!(devices(&stranger, json!(samira)).await.is_empty());
    let end = json!({ "person": samira, "device": device, "lost": true });
    assert_eq!(
        stranger.calls("end-device", end).await.0,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let reset = stranger
        .calls("reset-second-step", json!({ "person": samira }))
        .await;
    assert_eq!(reset.0, StatusCode::OK);
    assert!(samiras.is_signed_in().await);
    // A browser that nobody called lost cannot say that it was erased.
    samiras.calls("device-erased", json!({ "unsent": 1 })).await;
    assert_eq!(
        devices(&samiras, Value::Null).await[0]["erased_at"],
        Value::Null
    );
}

#[tokio::test]
async fn signing_out_everywhere_leaves_this_one() {
    let server = TestServer::start().await;
    server.person("samira", &[Role::Technician], &[]).await;
    server.person("joris", &[Role::Technician], &[]).await;
    let joris = server.signed_in("joris").await;
    let here = server.signed_in("samira").await;
    let others = [
        server.signed_in("samira").await,
        server.signed_in("samira").await,
    ];
    assert_eq!(
        here.calls("end-other-sessions", json!({})).await,
        (StatusCode::OK, json!(2))
    );
    for other in &others {
        assert!(!other.is_signed_in().await);
    }
    assert!(here.is_signed_in().await && joris.is_signed_in().await);
}

#[tokio::test]
async fn a_session_ends_however_often_it_is_used() {
    let server = TestServer::start().await;
    server.person("samira", &[Role::Technician], &[]).await;
    let browser = server.signed_in("samira").await;
    let pool = server.state.database.pool();
    let long_ago = chrono::Utc::now().timestamp() - server::session::LONGEST_SESSION - 1;
    sqlx::query("update sessions set data = jsonb_set(data, '{since}', to_jsonb($1::bigint))")
        .bind(long_ago)
        .execute(pool)
        .await
        .unwrap();
    assert!(!browser.is_signed_in().await);
    let left: i64 = sqlx::query_scalar("select count(*) from sessions")
        .fetch_one(pool)
        .await
        .unwrap();
    assert_eq!(left, 0);
}

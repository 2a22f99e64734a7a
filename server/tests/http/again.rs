//! The password is asked for again before what a thief at an open screen would like to do.

use crate::common::{Browser, PASSWORD, TestServer};
use domain::id::PersonId;
use domain::person::Role;
use reqwest::StatusCode;
use serde_json::{Value, json};
use server::session::again::COUNTS_FOR;

/// Lets so many seconds go by since the password was given, in every session.
async fn wait(server: &TestServer, seconds: i64) {
    sqlx::query("update sessions set data = jsonb_set(data, '{proven}', to_jsonb((data->>'proven')::bigint - $1))")
        .bind(seconds)
        .execute(server.state.database.pool())
        .await
        .unwrap();
}

fn account(person: Value, name: &str, email: &str, roles: &[&str], active: bool) -> Value {
    json!({ "draft": {
        "person": person, "name": name, "email": email, "roles": roles, "regions": ["noord"], "active": active,
        "first_password": false,
    } })
}

async fn asks(browser: &Browser, function: &str, arguments: &Value) -> bool {
    let (status, answer) = browser.calls(function, arguments.clone()).await;
    if answer == json!("PasswordAgain") {
        assert_eq!(status, StatusCode::FORBIDDEN);
        return true;
    }
    assert_eq!(status, StatusCode::OK, "{function}: {answer}");
    false
}

/// An administrator, Joris who goes out to customers, and a device of his.
async fn ground(server: &TestServer) -> (Browser, PersonId, Value) {
    server.person("beheer", &[Role::Administrator], &[]).await;
    let joris = server
        .person("joris", &[Role::Technician], &["noord"])
        .await;
    server.signed_in("joris").await;
    let administrator = server.signed_in("beheer").await;
    let (_, access) = administrator
        .calls("access", json!({ "person": joris }))
        .await;
    let device = access["devices"][0]["id"].clone();
    (administrator, joris, device)
}

#[tokio::test]
async fn after_some_minutes_ending_devices_and_letting_people_in_ask_for_the_password() {
    let server = TestServer::start().await;
    let (administrator, joris, device) = ground(&server).await;
    let email = "joris@glaspunt.example";
    let guarded = [
        (
            "end-device",
            json!({ "person": joris, "device": device, "lost": false }),
        ),
        ("end-other-sessions", json!({})),
        ("reset-second-step", json!({ "person": joris })),
        ("set-second-step-rule", json!({ "rule": "optional" })),
        (
            "save-account",
            account(
                json!(joris),
                "Joris",
                "joris2@glaspunt.example",
                &["technician"],
                true,
            ),
        ),
        (
            "save-account",
            account(
                json!(joris),
                "Joris",
                email,
                &["technician", "administrator"],
                true,
            ),
        ),
        (
            "save-account",
            account(
                Value::Null,
                "Vera",
                "vera@glaspunt.example",
                &["technician"],
                true,
            ),
        ),
    ];
    wait(&server, COUNTS_FOR + 1).await;
    for (function, arguments) in &guarded {
        assert!(
            asks(&administrator, function, arguments).await,
            "{function}"
        );
    }
    let mut first = account(json!(joris), "Joris", email, &["technician"], true);
    first["draft"]["first_password"] = json!(true);
    assert!(asks(&administrator, "save-account", &first).await);
    // Nothing of it was done.
    let (_, all) = administrator.calls("accounts", json!({})).await;
    assert_eq!(all.as_array().unwrap().len(), 2, "{all}");
    assert!(!all.to_string().contains("joris2"));
    let (_, access) = administrator
        .calls("access", json!({ "person": joris }))
        .await;
    assert_eq!(access["devices"][0]["signed_in"], json!(true));

    // A name, a region, and keeping somebody out need no more than being signed in; letting in again does.
    for (draft, asked) in [
        (
            account(json!(joris), "Joris van Dijk", email, &["technician"], true),
            false,
        ),
        (
            account(
                json!(joris),
                "Joris van Dijk",
                email,
                &["technician"],
                false,
            ),
            false,
        ),
        (
            account(json!(joris), "Joris van Dijk", email, &["technician"], true),
            true,
        ),
    ] {
        assert_eq!(
            asks(&administrator, "save-account", &draft).await,
            asked,
            "{draft}"
        );
    }

    // Once given, it is not asked for again for some minutes.
    let wrong = administrator
        .calls("confirm-password", json!({ "password": "x" }))
        .await;
    assert_eq!(wrong.1, json!("WrongPassword"));
    assert!(asks(&administrator, "end-other-sessions", &json!({})).await);
    let given = administrator
        .calls("confirm-password", json!({ "password": PASSWORD }))
        .await;
    assert_eq!(given.0, StatusCode::OK, "{}", given.1);
    for (function, arguments) in &guarded {
        assert!(
            !asks(&administrator, function, arguments).await,
            "{function}"
        );
    }
    wait(&server, COUNTS_FOR - 60).await;
    assert!(!asks(&administrator, "end-other-sessions", &json!({})).await);
    wait(&server, 61).await;
    assert!(asks(&administrator, "end-other-sessions", &json!({})).await);
}

#[tokio::test]
async fn guessing_there_is_slowed_down_as_at_signing_in() {
    let server = TestServer::start().await;
    let (administrator, ..) = ground(&server).await;
    for _ in 0..5 {
        let wrong = administrator
            .calls("confirm-password", json!({ "password": "guess" }))
            .await;
        assert_eq!(wrong.1, json!("WrongPassword"));
    }
    let (status, answer) = administrator
        .calls("confirm-password", json!({ "password": PASSWORD }))
        .await;
    assert_eq!(status, StatusCode::TOO_MANY_REQUESTS, "{answer}");
}

//! A first password, made for somebody else: it opens nothing but choosing one's own, once, and not for long.

use crate::common::{Browser, PASSWORD, TestServer};
use domain::person::Role;
use reqwest::StatusCode;
use serde_json::{Value, json};

const EMAIL: &str = "joris@glaspunt.example";
const OWN: &str = "sponning kit rubber";

/// Saves Joris' account; gives the whole answer.
async fn saves(administrator: &Browser, person: Value, first_password: bool) -> Value {
    let draft = json!({ "draft": {
        "person": person, "name": "Joris van Dijk", "email": EMAIL, "roles": ["technician"], "regions": ["noord"],
        "active": true, "first_password": first_password,
    } });
    let (status, answer) = administrator.calls("save-account", draft).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    answer
}

fn password(answer: &Value) -> String {
    answer["first_password"]["password"]
        .as_str()
        .unwrap()
        .to_owned()
}

async fn chooses(browser: &Browser, first: &str, own: &str) -> (StatusCode, Value) {
    browser
        .calls("change-password", json!({ "current": first, "new": own }))
        .await
}

#[tokio::test]
async fn a_new_person_chooses_a_password_before_anything_opens() {
    let server = TestServer::start().await;
    server.person("ineke", &[Role::Administrator], &[]).await;
    let ineke = server.signed_in("ineke").await;
    let made = saves(&ineke, Value::Null, false).await;
    let first = password(&made);
    let groups: Vec<&str> = first.split('-').collect();
    assert!(
        groups.len() == 4 && groups.iter().all(|group| group.len() == 4),
        "{first}"
    );

    let joris = server.browser();
    let (status, told) = joris.signs_in(EMAIL, &first).await;
    assert_eq!(status, StatusCode::OK, "{told}");
    assert_eq!(told["must_choose_password"], json!(true));
    for (function, arguments) in [
        ("pull", json!({ "pull": { "heads": {} } })),
        ("begin-second-step", json!({ "password": first })),
        ("access", json!({ "person": null })),
        ("copy-key", json!({})),
    ] {
        assert_eq!(
            joris.calls(function, arguments).await,
            (StatusCode::FORBIDDEN, json!("PasswordNeeded")),
            "{function}"
        );
    }
    // The same again is no choice, nor is a weak one; who sits down later must know the first one.
    let (status, same) = chooses(&joris, &first, &first).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{same}");
    let weak = chooses(&joris, &first, "Wachtwoord2026").await;
    assert_eq!(weak.0, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        chooses(&joris, "aaaa-bbbb-cccc-dddd", OWN).await.1,
        json!("WrongPassword")
    );
    let elsewhere = server.browser();
    elsewhere.signs_in(EMAIL, &first).await;
    assert_eq!(chooses(&joris, &first, OWN).await.0, StatusCode::OK);

    assert!(joris.is_signed_in().await);
    assert!(!elsewhere.is_signed_in().await);
    let browser = server.browser();
    assert_eq!(
        browser.signs_in(EMAIL, &first).await.1,
        json!("WrongPassword")
    );
    let (_, told) = browser.signs_in(EMAIL, OWN).await;
    assert_eq!(told.get("must_choose_password"), None, "{told}");
    let (_, all) = ineke.calls("accounts", json!({})).await;
    assert!(!all.to_string().contains(&first));
}

#[tokio::test]
async fn a_first_password_in_place_of_a_forgotten_one_ends_every_session() {
    let server = TestServer::start().await;
    server.person("ineke", &[Role::Administrator], &[]).await;
    let joris = server
        .person("joris", &[Role::Technician], &["noord"])
        .await;
    let tablet = server.signed_in("joris").await;
    let ineke = server.signed_in("ineke").await;
    // Saving something else leaves the password as it is.
    let saved = saves(&ineke, json!(joris), false).await;
    assert_eq!(saved["first_password"], Value::Null);
    assert!(tablet.is_signed_in().await);

    let first = password(&saves(&ineke, json!(joris), true).await);
    assert!(!tablet.is_signed_in().await);
    assert_eq!(
        tablet.signs_in(EMAIL, PASSWORD).await.1,
        json!("WrongPassword")
    );
    tablet.signs_in(EMAIL, &first).await;
    let (_, all) = ineke.calls("accounts", json!({})).await;
    let listed = all.as_array().unwrap().iter().find(|a| a["email"] == EMAIL);
    assert!(listed.unwrap()["first_password_until"].is_string());
    // A second one ends the first.
    let second = password(&saves(&ineke, json!(joris), true).await);
    assert_ne!(first, second);
    assert_eq!(chooses(&tablet, &first, OWN).await.1, json!("SignedOut"));
    tablet.signs_in(EMAIL, &second).await;
    assert_eq!(chooses(&tablet, &second, OWN).await.0, StatusCode::OK);
    let (_, all) = ineke.calls("accounts", json!({})).await;
    let listed = all.as_array().unwrap().iter().find(|a| a["email"] == EMAIL);
    assert_eq!(listed.unwrap()["first_password_until"], Value::Null);
}

#[tokio::test]
async fn a_first_password_that_nobody_used_opens_nothing_and_tells_nothing() {
    let server = TestServer::start().await;
    server.person("ineke", &[Role::Administrator], &[]).await;
    let ineke = server.signed_in("ineke").await;
    let made = saves(&ineke, Value::Null, false).await;
    let first = password(&made);
    let begun = server.browser();
    begun.signs_in(EMAIL, &first).await;
    let mut transaction = server
        .state
        .database
        .organisation(server.organisation)
        .await
        .unwrap();
    sqlx::query(
        "update accounts set first_password_until = first_password_until - interval '7 days 1 second'
         where email = $1",
    )
    .bind(EMAIL)
    .execute(&mut *transaction)
    .await
    .unwrap();
    transaction.commit().await.unwrap();
    let late = server.browser().signs_in(EMAIL, &first).await;
    let unknown = server
        .browser()
        .signs_in("nobody@glaspunt.example", &first)
        .await;
    assert_eq!(late, (StatusCode::UNAUTHORIZED, json!("WrongPassword")));
    assert_eq!(late, unknown);
    assert_eq!(chooses(&begun, &first, OWN).await.1, json!("SignedOut"));
    // The administrator gives another one.
    let again = password(&saves(&ineke, made["account"]["person"].clone(), true).await);
    assert_eq!(
        server.browser().signs_in(EMAIL, &again).await.0,
        StatusCode::OK
    );
}

#[tokio::test]
async fn a_second_step_that_is_asked_for_comes_after_the_password() {
    let server = TestServer::start().await;
    server.person("ineke", &[Role::Administrator], &[]).await;
    let ineke = server.signed_in("ineke").await;
    let first = password(&saves(&ineke, Value::Null, false).await);
    ineke
        .calls("set-second-step-rule", json!({ "rule": "everyone" }))
        .await;
    let joris = server.browser();
    let (_, told) = joris.signs_in(EMAIL, &first).await;
    assert_eq!(
        (&told["must_choose_password"], &told["must_set_up"]),
        (&json!(true), &json!(true))
    );
    assert_eq!(chooses(&joris, &first, OWN).await.0, StatusCode::OK);
    let pulled = joris.calls("pull", json!({ "pull": {} })).await;
    assert_eq!(pulled.1, json!("SecondStepNeeded"));
    let begun = joris
        .calls("begin-second-step", json!({ "password": OWN }))
        .await;
    assert_eq!(begun.0, StatusCode::OK, "{}", begun.1);
}

//! Signing in and out, and what ends a session.

use crate::common::{PASSWORD, TestServer};
use domain::person::Role;
use reqwest::{Method, StatusCode};
use serde_json::json;
use server::session::store::PostgresSessions;

const EMAIL: &str = "samira@glaspunt.example";

#[tokio::test]
async fn who_signs_in_is_known_until_they_sign_out() {
    let server = TestServer::start().await;
    let samira = server
        .person("samira", &[Role::Technician], &["noord"])
        .await;
    let browser = server.browser();
    assert!(!browser.is_signed_in().await);

    let (status, answer) = browser
        .signs_in(" Samira@Glaspunt.example ", PASSWORD)
        .await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(answer["actor"]["person"], json!(samira));
    assert_eq!(answer["organisation"], "glaspunt");
    assert!(browser.is_signed_in().await);

    assert_eq!(browser.calls("sign-out", json!({})).await.0, StatusCode::OK);
    assert!(!browser.is_signed_in().await);
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_account_get_the_same_answer() {
    let server = TestServer::start().await;
    server.person("samira", &[Role::Technician], &[]).await;
    let browser = server.browser();
    let wrong = browser.signs_in(EMAIL, "not the right password").await;
    let unknown = browser
        .signs_in("nobody@glaspunt.example", "not the right password")
        .await;
    assert_eq!(wrong, (StatusCode::UNAUTHORIZED, json!("WrongPassword")));
    assert_eq!(unknown, wrong);
    assert!(!browser.is_signed_in().await);
}

#[tokio::test]
async fn an_organisation_without_a_procedure_is_told_so() {
    let server = TestServer::start().await;
    let elsewhere = server.organisation("zonder-procedure").await;
    sqlx::query("update organisations set procedure = 'zonder-procedure' where id = $1")
        .bind(elsewhere.0)
        .execute(server.state.database.pool())
        .await
        .unwrap();
    let email = "carla@zonder-procedure.example";
    server
        .person_of(elsewhere, email, &[Role::Coordinator], &[])
        .await;
    let browser = server.browser();
    let (_, answer) = browser.signs_in(email, PASSWORD).await;
    let said = answer["Refused"]["nl"].as_str().unwrap();
    assert!(said.contains("nog geen klachtenprocedure"), "{said}");
    assert!(!browser.is_signed_in().await);
}

#[tokio::test]
async fn guessing_is_slowed_down_also_with_the_right_password() {
    let server = TestServer::start().await;
    server.person("samira", &[Role::Technician], &[]).await;
    server.person("joris", &[Role::Technician], &[]).await;
    let browser = server.browser();
    for _ in 0..5 {
        assert_eq!(
            browser.signs_in(EMAIL, "not the right password").await.0,
            StatusCode::UNAUTHORIZED
        );
    }
    let (status, answer) = browser.signs_in(EMAIL, PASSWORD).await;
    assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
    let seconds = answer["Wait"].as_u64().unwrap();
    assert!((1..=15 * 60).contains(&seconds), "{seconds}");
    // Unknown accounts are slowed down alike, so the wait tells nothing.
    for _ in 0..5 {
        browser
            .signs_in("nobody@glaspunt.example", "guess guess guess")
            .await;
    }
    let unknown = browser
        .signs_in("nobody@glaspunt.example", "guess guess guess")
        .await;
    assert_eq!(unknown.0, StatusCode::TOO_MANY_REQUESTS);
    // A colleague at the same address can work on.
    server.signed_in("joris").await;
}

#[tokio::test]
async fn signing_in_gives_the_session_another_id() {
    let server = TestServer::start().await;
    server.person("samira", &[Role::Technician], &[]).await;
    let mut ids = Vec::new();
    let browser = server.browser();
    for _ in 0..2 {
        let request = browser.request(Method::POST, "/api/sign-in");
        let answer = request
            .json(&json!({ "email": EMAIL, "password": PASSWORD }))
            .send()
            .await
            .unwrap();
        let cookie = answer.headers()["set-cookie"].to_str().unwrap().to_owned();
        assert!(
            cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"),
            "{cookie}"
        );
        ids.push(cookie.split(';').next().unwrap().to_owned());
    }
    assert_ne!(ids[0], ids[1]);
    // The first one is of no use any more.
    let old = server
        .browser()
        .request(Method::POST, "/api/pull")
        .header("cookie", &ids[0]);
    assert_eq!(
        old.json(&json!({ "pull": {} }))
            .send()
            .await
            .unwrap()
            .status(),
        StatusCode::UNAUTHORIZED
    );
    assert!(browser.is_signed_in().await);
}

#[tokio::test]
async fn a_new_password_ends_every_other_session() {
    let server = TestServer::start().await;
    server.person("samira", &[Role::Technician], &[]).await;
    let tablet = server.signed_in("samira").await;
    let desk = server.signed_in("samira").await;

    let short = tablet
        .calls(
            "change-password",
            json!({ "current": PASSWORD, "new": "kort" }),
        )
        .await;
    assert_eq!(short.0, StatusCode::UNPROCESSABLE_ENTITY);
    let wrong = tablet
        .calls(
            "change-password",
            json!({ "current": "x", "new": "glas in lood 1900" }),
        )
        .await;
    assert_eq!(wrong.1, json!("WrongPassword"));
    let changed = tablet
        .calls(
            "change-password",
            json!({ "current": PASSWORD, "new": "glas in lood 1900" }),
        )
        .await;
    assert_eq!(changed.0, StatusCode::OK);

    assert!(tablet.is_signed_in().await);
    assert!(!desk.is_signed_in().await);
    assert_eq!(
        desk.signs_in(EMAIL, PASSWORD).await.1,
        json!("WrongPassword")
    );
    assert_eq!(
        desk.signs_in(EMAIL, "glas in lood 1900").await.0,
        StatusCode::OK
    );
}

#[tokio::test]
async fn sessions_can_be_ended_from_outside_and_expire() {
    let server = TestServer::start().await;
    let samira = server.person("samira", &[Role::Technician], &[]).await;
    let sessions = PostgresSessions::new(server.state.database.pool().clone());
    let browser = server.signed_in("samira").await;
    assert_eq!(sessions.end_all_of(samira).await.unwrap(), 1);
    assert!(!browser.is_signed_in().await);

    let browser = server.signed_in("samira").await;
    let pool = server.state.database.pool();
    sqlx::query("update sessions set expires_at = now() - interval '1 second'")
        .execute(pool)
        .await
        .unwrap();
    assert!(!browser.is_signed_in().await);
    sessions.sweep().await.unwrap();
    let left: i64 = sqlx::query_scalar("select count(*) from sessions")
        .fetch_one(pool)
        .await
        .unwrap();
    assert_eq!(left, 0);
}

#[tokio::test]
async fn use_lengthens_a_session() {
    let server = TestServer::start().await;
    server.person("samira", &[Role::Technician], &[]).await;
    let browser = server.signed_in("samira").await;
    let pool = server.state.database.pool();
    sqlx::query(
        "update sessions set expires_at = now() + interval '1 minute', data = data - 'used'",
    )
    .execute(pool)
    .await
    .unwrap();
    assert!(browser.is_signed_in().await);
    let lengthened: bool =
        sqlx::query_scalar("select expires_at > now() + interval '50 minutes' from sessions")
            .fetch_one(pool)
            .await
            .unwrap();
    assert!(lengthened);
}

#[tokio::test]
async fn another_sites_page_changes_nothing() {
    let server = TestServer::start().await;
    server.person("samira", &[Role::Technician], &[]).await;
    let browser = server.signed_in("samira").await;
    for (header, value) in [
        ("sec-fetch-site", "cross-site"),
        ("origin", "https://evil.example"),
    ] {
        let request = browser
            .request(Method::POST, "/api/sign-out")
            .header(header, value);
        assert_eq!(
            request.json(&json!({})).send().await.unwrap().status(),
            StatusCode::FORBIDDEN,
            "{header}"
        );
    }
    assert!(browser.is_signed_in().await);
    let own = browser
        .request(Method::POST, "/api/sign-out")
        .header("sec-fetch-site", "same-origin");
    assert_eq!(
        own.header("origin", &server.url)
            .json(&json!({}))
            .send()
            .await
            .unwrap()
            .status(),
        StatusCode::OK
    );
}

#[tokio::test]
async fn behind_tls_the_cookie_travels_over_tls_only() {
    let server =
        TestServer::start_with(|config| config.origin = Some("https://klachten.example".into()))
            .await;
    server.person("samira", &[Role::Technician], &[]).await;
    let request = server.browser().request(Method::POST, "/api/sign-in");
    let answer = request
        .json(&json!({ "email": EMAIL, "password": PASSWORD }))
        .send()
        .await
        .unwrap();
    let cookie = answer.headers()["set-cookie"].to_str().unwrap();
    assert!(
        cookie.starts_with("__Host-") && cookie.contains("Secure"),
        "{cookie}"
    );
}

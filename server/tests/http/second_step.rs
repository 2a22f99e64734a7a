//! The second step of signing in: setting it up, using it, losing it, and an organisation that asks for it.

use crate::common::{Browser, PASSWORD, TestServer};
use domain::person::Role;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use totp_rs::{Builder, Secret, Totp};

const EMAIL: &str = "carla@glaspunt.example";

/// An app on a telephone.
struct App(Totp);

impl App {
    fn with(secret: &str) -> App {
        let secret = Secret::try_from_base32(secret).unwrap();
        App(Builder::new().with_secret(secret).build().unwrap())
    }

    /// The code of so many intervals from now.
    fn code(&self, later: i64) -> String {
        let now = chrono::Utc::now().timestamp();
        let at = u64::try_from(now + later * 30).unwrap();
        self.0.generate(at).to_string()
    }
}

async fn begins(browser: &Browser) -> App {
    let (status, enrolment) = browser
        .calls("begin-second-step", json!({ "password": PASSWORD }))
        .await;
    assert_eq!(status, StatusCode::OK, "{enrolment}");
    let (secret, address) = (
        enrolment["secret"].as_str().unwrap(),
        enrolment["address"].as_str().unwrap(),
    );
    assert!(
        address.starts_with("otpauth://totp/Glashelder:") && address.contains(secret),
        "{address}"
    );
    assert!(
        enrolment["side"].as_u64().unwrap() > 20
            && enrolment["dark"]
                .as_str()
                .unwrap()
                .starts_with("M0 0h1v1h-1z")
    );
    App::with(secret)
}

/// Sets a second step up with the code of the interval before this one; gives the recovery codes.
async fn sets_up(browser: &Browser) -> (App, Vec<String>) {
    let app = begins(browser).await;
    let (status, codes) = browser
        .calls("confirm-second-step", json!({ "code": app.code(-1) }))
        .await;
    assert_eq!(status, StatusCode::OK, "{codes}");
    (app, serde_json::from_value(codes).unwrap())
}

async fn signs_in(browser: &Browser, code: Value) -> Value {
    let (_, answer) = browser
        .calls(
            "sign-in",
            json!({ "email": EMAIL, "password": PASSWORD, "code": code }),
        )
        .await;
    if answer.get("actor").is_some() {
        json!("in")
    } else {
        answer
    }
}

#[tokio::test]
async fn a_code_is_asked_for_after_the_password_and_taken_once() {
    let server = TestServer::start().await;
    server.person("carla", &[Role::Coordinator], &[]).await;
    let desk = server.signed_in("carla").await;
    let elsewhere = server.signed_in("carla").await;
    let (app, _) = sets_up(&desk).await;
    // Who set it up goes on; sessions that were opened without it end.
    assert!(desk.is_signed_in().await);
    assert!(!elsewhere.is_signed_in().await);

    let browser = server.browser();
    assert_eq!(signs_in(&browser, Value::Null).await, json!("CodeNeeded"));
    assert!(!browser.is_signed_in().await);
    assert_eq!(
        signs_in(&browser, json!("000000")).await,
        json!("WrongCode")
    );
    // The one that confirmed it was used.
    assert_eq!(
        signs_in(&browser, json!(app.code(-1))).await,
        json!("WrongCode")
    );
    let code = app.code(0);
    assert_eq!(
        signs_in(&browser, json!(format!(" {} {}", &code[..3], &code[3..]))).await,
        json!("in")
    );
    assert_eq!(
        signs_in(&server.browser(), json!(code)).await,
        json!("WrongCode")
    );
    assert_eq!(
        signs_in(&server.browser(), json!(app.code(1))).await,
        json!("in")
    );
    // An earlier interval than one that was taken is past.
    assert_eq!(
        signs_in(&server.browser(), json!(app.code(0))).await,
        json!("WrongCode")
    );
    // Who does not know the password does not hear that there is a second step.
    let (_, told) = server
        .browser()
        .signs_in(EMAIL, "not the right password")
        .await;
    assert_eq!(told, json!("WrongPassword"));
}

#[tokio::test]
async fn of_many_requests_with_one_code_one_comes_in() {
    let server = TestServer::start().await;
    server.person("carla", &[Role::Coordinator], &[]).await;
    let (app, codes) = sets_up(&server.signed_in("carla").await).await;
    for code in [app.code(0), codes[0].clone()] {
        let browsers: Vec<Browser> = (0..5).map(|_| server.browser()).collect();
        let answers =
            futures::future::join_all(browsers.iter().map(|b| signs_in(b, json!(code)))).await;
        let came_in = answers
            .iter()
            .filter(|answer| **answer == json!("in"))
            .count();
        assert_eq!(came_in, 1, "{answers:?}");
        sqlx::query("delete from sign_in_attempts")
            .execute(server.state.database.pool())
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn guessing_codes_is_slowed_down_and_the_password_alone_forgives_nothing() {
    let server = TestServer::start().await;
    server.person("carla", &[Role::Coordinator], &[]).await;
    let (app, _) = sets_up(&server.signed_in("carla").await).await;
    let browser = server.browser();
    for guess in 0..5 {
        assert_eq!(
            signs_in(&browser, json!(format!("00000{guess}"))).await,
            json!("WrongCode")
        );
        if guess < 4 {
            assert_eq!(signs_in(&browser, Value::Null).await, json!("CodeNeeded"));
        }
    }
    let answer = signs_in(&browser, json!(app.code(0))).await;
    assert!(answer["Wait"].as_u64().is_some(), "{answer}");
}

#[tokio::test]
async fn a_recovery_code_opens_once() {
    let server = TestServer::start().await;
    server.person("carla", &[Role::Coordinator], &[]).await;
    let desk = server.signed_in("carla").await;
    let (_, codes) = sets_up(&desk).await;
    assert_eq!(codes.len(), 10);
    assert!(codes.iter().all(|code| code.len() == 29), "{codes:?}");
    let browser = server.browser();
    assert_eq!(
        signs_in(&browser, json!(codes[3].to_lowercase())).await,
        json!("in")
    );
    assert_eq!(
        signs_in(&server.browser(), json!(codes[3])).await,
        json!("WrongCode")
    );
    let (_, access) = browser.calls("access", json!({ "person": null })).await;
    assert_eq!(
        access["second_step"],
        json!({ "active": true, "required": false, "codes_left": 9 })
    );
    // What is kept opens nothing.
    let kept: Vec<Vec<u8>> = {
        let mut transaction = server
            .state
            .database
            .organisation(server.organisation)
            .await
            .unwrap();
        sqlx::query_scalar("select hash from recovery_codes")
            .fetch_all(&mut *transaction)
            .await
            .unwrap()
    };
    assert!(kept.iter().all(|hash| hash.len() == 32));
}

#[tokio::test]
async fn ending_it_takes_the_password() {
    let server = TestServer::start().await;
    server.person("carla", &[Role::Coordinator], &[]).await;
    let desk = server.signed_in("carla").await;
    let wrong = desk
        .calls("begin-second-step", json!({ "password": "x" }))
        .await;
    assert_eq!(wrong.1, json!("WrongPassword"));
    sets_up(&desk).await;
    // A second one in its place would be a way to take it over.
    let again = desk
        .calls("begin-second-step", json!({ "password": PASSWORD }))
        .await;
    assert_eq!(again.0, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        desk.calls("end-second-step", json!({ "password": "x" }))
            .await
            .1,
        json!("WrongPassword")
    );
    assert_eq!(
        desk.calls("end-second-step", json!({ "password": PASSWORD }))
            .await
            .0,
        StatusCode::OK
    );
    assert!(desk.is_signed_in().await);
    assert_eq!(signs_in(&server.browser(), Value::Null).await, json!("in"));
}

#[tokio::test]
async fn where_the_organisation_asks_for_it_nothing_opens_before() {
    let server = TestServer::start().await;
    server.person("carla", &[Role::Coordinator], &[]).await;
    server.person("samira", &[Role::Technician], &[]).await;
    server.person("beheer", &[Role::Administrator], &[]).await;
    let administrator = server.signed_in("beheer").await;
    sets_up(&administrator).await;
    let before = server.signed_in("carla").await;
    let set = administrator
        .calls("set-second-step-rule", json!({ "rule": "office" }))
        .await;
    assert_eq!(set.0, StatusCode::OK, "{}", set.1);
    assert_eq!(
        administrator.calls("second-step-rule", json!({})).await.1,
        json!("office")
    );

    // Also for who was signed in already.
    for browser in [&before, &server.signed_in("carla").await] {
        for (function, arguments) in [
            ("pull", json!({ "pull": { "heads": {} } })),
            ("push", json!({ "push": { "envelopes": [] } })),
            ("search", json!({ "query": "x" })),
            ("access", json!({ "person": null })),
            ("end-other-sessions", json!({})),
            (
                "change-password",
                json!({ "current": PASSWORD, "new": "glas in lood 1900" }),
            ),
        ] {
            let answer = browser.calls(function, arguments).await;
            assert_eq!(
                answer,
                (StatusCode::FORBIDDEN, json!("SecondStepNeeded")),
                "{function}"
            );
        }
        assert_eq!(
            browser.get("/live").await.status(),
            StatusCode::UNAUTHORIZED
        );
        let file = format!("/files/{}", "0".repeat(64));
        assert_eq!(browser.get(&file).await.status(), StatusCode::UNAUTHORIZED);
        let put = browser
            .request(Method::PUT, &file)
            .body("x")
            .send()
            .await
            .unwrap();
        assert_eq!(put.status(), StatusCode::UNAUTHORIZED);
    }
    // Setting it up opens everything; ending it is no choice any more.
    let carla = server.browser();
    let (_, told) = carla.signs_in(EMAIL, PASSWORD).await;
    assert_eq!(told["must_set_up"], json!(true));
    sets_up(&carla).await;
    assert!(carla.is_signed_in().await);
    let ended = carla
        .calls("end-second-step", json!({ "password": PASSWORD }))
        .await;
    assert_eq!(ended.0, StatusCode::UNPROCESSABLE_ENTITY);
    // Who only goes out to customers is not asked.
    assert!(server.signed_in("samira").await.is_signed_in().await);
}

#[tokio::test]
async fn an_administrator_helps_who_lost_telephone_and_codes() {
    let server = TestServer::start().await;
    let carla = server.person("carla", &[Role::Coordinator], &[]).await;
    server.person("beheer", &[Role::Administrator], &[]).await;
    let desk = server.signed_in("carla").await;
    sets_up(&desk).await;
    let administrator = server.signed_in("beheer").await;
    let refused = desk
        .calls("reset-second-step", json!({ "person": carla }))
        .await;
    assert_eq!(refused.1, json!("NotAllowed"));
    assert_eq!(
        desk.calls("set-second-step-rule", json!({ "rule": "everyone" }))
            .await
            .1,
        json!("NotAllowed")
    );
    let (_, access) = administrator
        .calls("access", json!({ "person": carla }))
        .await;
    assert_eq!(access["second_step"]["active"], json!(true));
    assert_eq!(
        administrator
            .calls("reset-second-step", json!({ "person": carla }))
            .await
            .0,
        StatusCode::OK
    );
    // Whoever may sit at the lost telephone's session is out too.
    assert!(!desk.is_signed_in().await);
    assert_eq!(signs_in(&server.browser(), Value::Null).await, json!("in"));
}

//! A person who asks without end is made to wait; others, and signing in, go on.

use crate::common::TestServer;
use domain::person::Role;
use reqwest::{Method, StatusCode};
use serde_json::json;
use server::pace::Pace;
use std::num::NonZeroU32;

#[tokio::test]
async fn who_asks_without_end_waits_and_nobody_else_does() {
    let server = TestServer::start_with(|config| {
        config.pace = Pace {
            at_once: NonZeroU32::new(30).unwrap(),
            a_second: NonZeroU32::MIN,
        };
    })
    .await;
    server
        .person("samira", &[Role::Technician], &["noord"])
        .await;
    server
        .person("joris", &[Role::Technician], &["noord"])
        .await;
    let (tablet, telephone) = (
        server.signed_in("samira").await,
        server.signed_in("samira").await,
    );
    let joris = server.signed_in("joris").await;
    let mut waiting = None;
    for _ in 0..200 {
        let request = tablet.request(Method::POST, "/api/pull");
        let answer = request.json(&json!({ "pull": {} })).send().await.unwrap();
        if answer.status() != StatusCode::OK {
            waiting = Some(answer);
            break;
        }
    }
    // As devices know it: the server's own answer, which says until when.
    let waiting = waiting.expect("nobody was made to wait");
    assert_eq!(waiting.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(waiting.headers()["x-glashelder"], "1");
    let seconds: u64 = waiting.headers()["retry-after"]
        .to_str()
        .unwrap()
        .parse()
        .unwrap();
    assert!((1..=60).contains(&seconds), "{seconds}");
    let told: serde_json::Value = waiting.json().await.unwrap();
    assert_eq!(told, json!({ "Wait": seconds }));
    // The same for files and for another device of the same person; not for others, nor for the stream of hints.
    let file = format!("/files/{}", "0".repeat(64));
    let put = tablet
        .request(Method::PUT, &file)
        .body("x")
        .send()
        .await
        .unwrap();
    assert_eq!(put.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(
        telephone.calls("pull", json!({ "pull": {} })).await.0,
        StatusCode::TOO_MANY_REQUESTS
    );
    assert_eq!(tablet.get("/live").await.status(), StatusCode::OK);
    assert!(joris.is_signed_in().await);
    assert!(server.signed_in("joris").await.is_signed_in().await);
    // After that time it goes on.
    tokio::time::sleep(std::time::Duration::from_secs(seconds + 1)).await;
    assert_eq!(
        tablet.calls("pull", json!({ "pull": {} })).await.0,
        StatusCode::OK
    );
}

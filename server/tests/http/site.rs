//! The page, the program's files, and the headers of every answer.

use crate::common::TestServer;
use reqwest::StatusCode;
use serde_json::{Value, json};

#[tokio::test]
async fn one_page_serves_every_address_of_the_app() {
    let server = TestServer::start().await;
    let browser = server.browser();
    let mut pages = Vec::new();
    for path in ["/", "/app", "/app/dossiers/1?x=1"] {
        let answer = browser.get(path).await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(answer.headers()["cache-control"], "no-cache");
        pages.push(answer.text().await.unwrap());
    }
    assert_eq!(pages[0], pages[1]);
    assert_eq!(pages[1], pages[2]);
    assert!(
        pages[0]
            .contains(r#"<html lang="nl" data-build="0123456789ab" data-js="/pkg/app.0123.js""#)
    );
    assert!(pages[0].contains(r#"data-wasm="/pkg/app_bg.4567.wasm""#));
    let inline_script = pages[0]
        .split("<script")
        .skip(1)
        .any(|rest| !rest.contains("></script>"));
    assert!(
        !inline_script && !pages[0].contains("style=\""),
        "nothing inline"
    );
}

#[tokio::test]
async fn what_is_not_there_is_not_found_and_never_a_page() {
    let server = TestServer::start().await;
    let browser = server.browser();
    for path in [
        "/pkg/app.old.js",
        "/pkg/",
        "/pkg/..%2fbuild.json",
        "/.inputs",
        "/nothing",
        "/api",
        "/app.js",
    ] {
        let answer = browser.get(path).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
        assert!(!answer.text().await.unwrap().contains("<html"), "{path}");
    }
}

#[tokio::test]
async fn files_of_a_build_are_kept_for_ever_and_the_service_worker_is_not() {
    let server = TestServer::start().await;
    let browser = server.browser();
    let program = browser.get("/pkg/app.0123.js").await;
    assert_eq!(
        program.headers()["cache-control"],
        "public, max-age=31536000, immutable"
    );
    assert!(
        program.headers()["content-type"]
            .to_str()
            .unwrap()
            .contains("javascript")
    );
    let worker = browser.get("/sw.js").await;
    assert_eq!(worker.headers()["cache-control"], "no-cache");
    let version: Value = browser.get("/version").await.json().await.unwrap();
    assert_eq!(version, json!({ "build": "0123456789ab" }));
}

#[tokio::test]
async fn every_answer_is_strict() {
    let server = TestServer::start().await;
    let browser = server.browser();
    for path in [
        "/app",
        "/pkg/app.0123.js",
        "/nothing",
        "/health/ready",
        "/live",
        "/files/x",
        "/api/pull",
    ] {
        let answer = browser.get(path).await;
        let policy = answer.headers()["content-security-policy"]
            .to_str()
            .unwrap();
        assert!(policy.starts_with("default-src 'none'"), "{path}: {policy}");
        assert!(
            !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"),
            "{path}: {policy}"
        );
        assert_eq!(
            answer.headers()["x-content-type-options"],
            "nosniff",
            "{path}"
        );
        assert_eq!(answer.headers()["referrer-policy"], "no-referrer", "{path}");
        assert_eq!(answer.headers()["x-glashelder"], "1", "{path}");
    }
}

#[tokio::test]
async fn health_tells_whether_the_database_answers() {
    let server = TestServer::start().await;
    let browser = server.browser();
    assert_eq!(browser.get("/health/live").await.status(), StatusCode::OK);
    assert_eq!(browser.get("/health/ready").await.status(), StatusCode::OK);
    server.state.database.pool().close().await;
    assert_eq!(browser.get("/health/live").await.status(), StatusCode::OK);
    assert_eq!(
        browser.get("/health/ready").await.status(),
        StatusCode::SERVICE_UNAVAILABLE
    );
}

#[tokio::test]
async fn a_question_that_cannot_be_understood_is_refused() {
    let server = TestServer::start().await;
    server
        .person("marijke", &[domain::person::Role::Coordinator], &[])
        .await;
    let browser = server.signed_in("marijke").await;
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    for body in [
        "",
        "{",
        "[]",
        r#"{"pull":{"since":5}}"#,
        &format!(r#"{{"pull":{deep}}}"#),
    ] {
        let request = browser
            .request(reqwest::Method::POST, "/api/pull")
            .header("content-type", "application/json");
        let answer = request.body(body.to_owned()).send().await.unwrap();
        assert_eq!(
            answer.status(),
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            &body[..body.len().min(40)]
        );
        let error: Value = answer.json().await.unwrap();
        assert!(error["Refused"]["nl"].is_string(), "{error}");
    }
    let long = "x".repeat(server::api::LONGEST_QUESTION + 1);
    let request = browser
        .request(reqwest::Method::POST, "/api/search")
        .json(&json!({ "query": long }));
    assert_eq!(
        request.send().await.unwrap().status(),
        StatusCode::PAYLOAD_TOO_LARGE
    );
    assert_eq!(browser.get("/health/live").await.status(), StatusCode::OK);
}

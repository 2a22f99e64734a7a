//! The stream of hints.

use crate::common::{Browser, TestServer};
use domain::person::Role;
use futures::StreamExt;
use reqwest::StatusCode;
use std::time::Duration;

/// A stream as a device reads it.
struct Stream(std::pin::Pin<Box<dyn futures::Stream<Item = reqwest::Result<bytes::Bytes>> + Send>>);

impl Stream {
    async fn open(browser: &Browser) -> Stream {
        let answer = browser.get("/live").await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(answer.headers()["content-type"], "text/event-stream");
        Stream(Box::pin(answer.bytes_stream()))
    }

    /// The next hint; `None` at the end of the stream.
    async fn next(&mut self) -> Option<String> {
        loop {
            let text = String::from_utf8(self.0.next().await?.ok()?.to_vec()).unwrap();
            if !text.starts_with(':') {
                return Some(text);
            }
        }
    }
}

async fn tells(server: &TestServer, organisation: domain::id::OrganisationId) {
    sqlx::query("select pg_notify('glashelder_changes', $1)")
        .bind(organisation.to_string())
        .execute(server.state.database.pool())
        .await
        .unwrap();
}

#[tokio::test]
async fn a_change_is_hinted_to_its_own_organisation_only() {
    let server = TestServer::start().await;
    server.person("marijke", &[Role::Coordinator], &[]).await;
    let other = server.organisation("other").await;
    server
        .person_of(other, "vera@other.example", &[Role::Coordinator], &[])
        .await;
    let marijke = server.signed_in("marijke").await;
    let vera = server.browser();
    vera.signs_in("vera@other.example", crate::common::PASSWORD)
        .await;
    let (mut ours, mut theirs) = (Stream::open(&marijke).await, Stream::open(&vera).await);

    // Until the server listens to Postgres, a hint may be lost: tell until one comes.
    let hint = loop {
        tells(&server, server.organisation).await;
        match tokio::time::timeout(Duration::from_millis(200), ours.next()).await {
            Ok(hint) => break hint.unwrap(),
            Err(_) => continue,
        }
    };
    // No name of an event: browsers hand it to `onmessage`.
    assert_eq!(hint, "data: changed\n\n");
    // Theirs comes after ours was told; the first thing they hear is their own (or the hint to all at the start).
    while tokio::time::timeout(Duration::from_millis(100), theirs.next())
        .await
        .is_ok()
    {}
    tells(&server, server.organisation).await;
    assert!(
        tokio::time::timeout(Duration::from_millis(500), theirs.next())
            .await
            .is_err()
    );
    tells(&server, other).await;
    assert!(theirs.next().await.unwrap().contains("changed"));
}

#[tokio::test]
async fn nobody_listens_without_signing_in() {
    let server = TestServer::start().await;
    assert_eq!(
        server.browser().get("/live").await.status(),
        StatusCode::UNAUTHORIZED
    );
}

#[tokio::test]
async fn open_streams_end_when_the_server_stops() {
    let server = TestServer::start().await;
    server.person("marijke", &[Role::Coordinator], &[]).await;
    let marijke = server.signed_in("marijke").await;
    let mut stream = Stream::open(&marijke).await;
    let (stopped, ()) = tokio::join!(server.stop(), async {
        while stream.next().await.is_some() {}
    });
    stopped.unwrap();
}

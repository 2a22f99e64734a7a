//! Every route and every server function, and for whom it opens. A new one fails here until somebody says for whom.

use crate::common::TestServer;
use crate::ground::{Ground, Someone};
use domain::person::Role;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// For whom a server function opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Door {
    /// Whoever comes.
    Open,
    /// Whoever is signed in.
    Members,
    Administrators,
    /// Whoever holds one of these.
    Holders(&'static [Role]),
}

/// GP-11: who makes the report and who gets it.
const REPORTED_TO: [Role; 4] = [
    Role::Coordinator,
    Role::Deputy,
    Role::RegionalManager,
    Role::Management,
];

/// Every server function with arguments that are right, and for whom it is.
fn functions() -> BTreeMap<&'static str, (Door, Value)> {
    let draft = json!({
        "person": null, "name": "", "email": "", "roles": [], "regions": [], "active": true, "first_password": false,
    });
    [
        (
            "/api/sign-in",
            Door::Open,
            json!({ "email": "niemand@oost.example", "password": "x" }),
        ),
        ("/api/sign-out", Door::Open, json!({})),
        (
            "/api/change-password",
            Door::Members,
            json!({ "current": "x", "new": "y" }),
        ),
        (
            "/api/confirm-password",
            Door::Members,
            json!({ "password": "x" }),
        ),
        (
            "/api/push",
            Door::Members,
            json!({ "push": { "envelopes": [] } }),
        ),
        (
            "/api/pull",
            Door::Members,
            json!({ "pull": { "heads": {} } }),
        ),
        ("/api/search", Door::Members, json!({ "query": "ruit" })),
        (
            "/api/begin-second-step",
            Door::Members,
            json!({ "password": "x" }),
        ),
        (
            "/api/confirm-second-step",
            Door::Members,
            json!({ "code": "000000" }),
        ),
        (
            "/api/end-second-step",
            Door::Members,
            json!({ "password": "x" }),
        ),
        ("/api/copy-key", Door::Members, json!({})),
        (
            "/api/figures",
            Door::Holders(&REPORTED_TO),
            json!({ "from": "2026-01-01", "until": "2026-03-31" }),
        ),
        (
            "/api/reports",
            Door::Holders(&REPORTED_TO),
            json!({}),
        ),
        (
            "/api/report",
            Door::Holders(&REPORTED_TO),
            json!({ "id": uuid::Uuid::now_v7() }),
        ),
        (
            "/api/begin-report",
            Door::Holders(&[Role::Coordinator, Role::Deputy]),
            json!({ "report": "periodic", "period": { "from": "2026-01-01", "until": "2026-03-31" } }),
        ),
        (
            "/api/save-report",
            Door::Holders(&[Role::Coordinator, Role::Deputy]),
            json!({ "draft": {
                "id": uuid::Uuid::now_v7(), "revision": 1, "analysis": "", "advice": "", "and": "keep",
            } }),
        ),
        // Glaspunt's report is for information; who decides on others is tried in `reports.rs`.
        (
            "/api/decide-on-report",
            Door::Holders(&[]),
            json!({ "id": uuid::Uuid::now_v7(), "text": "x" }),
        ),
        // Of somebody else; one's own is everybody's.
        (
            "/api/save-absence",
            Door::Holders(&[
                Role::Administrator,
                Role::Coordinator,
                Role::Deputy,
                Role::Management,
            ]),
            json!({ "person": uuid::Uuid::now_v7(), "absence": null }),
        ),
        ("/api/access", Door::Members, json!({ "person": null })),
        (
            "/api/end-device",
            Door::Members,
            json!({ "person": null, "device": uuid::Uuid::now_v7(), "lost": true }),
        ),
        ("/api/device-erased", Door::Open, json!({ "unsent": 0 })),
        (
            "/api/reset-second-step",
            Door::Administrators,
            json!({ "person": uuid::Uuid::now_v7() }),
        ),
        ("/api/second-step-rule", Door::Administrators, json!({})),
        (
            "/api/set-second-step-rule",
            Door::Administrators,
            json!({ "rule": "optional" }),
        ),
        ("/api/end-other-sessions", Door::Members, json!({})),
        ("/api/accounts", Door::Administrators, json!({})),
        (
            "/api/save-account",
            Door::Administrators,
            json!({ "draft": draft }),
        ),
    ]
    .into_iter()
    .map(|(path, door, arguments)| (path, (door, arguments)))
    .collect()
}

#[tokio::test]
async fn every_server_function_opens_for_whom_it_is() {
    let server = TestServer::start().await;
    let ground = Ground::of(&server, "oost", "glaspunt").await;
    let known = functions();
    let registered: BTreeSet<&str> = server_fn::axum::server_fn_paths()
        .map(|(path, _)| path)
        .collect();
    assert_eq!(
        registered,
        known.keys().copied().collect(),
        "say here for whom a new function is"
    );
    let nobody = server.browser();
    for (path, (door, arguments)) in &known {
        let (status, answer) = nobody
            .calls(&path["/api/".len()..], arguments.clone())
            .await;
        if *door == Door::Open {
            assert_ne!(answer, json!("SignedOut"), "{path}");
        } else {
            assert_eq!(
                (status, answer),
                (StatusCode::UNAUTHORIZED, json!("SignedOut")),
                "{path}"
            );
        }
    }
    for someone in &ground.people {
        for (path, (door, arguments)) in known.iter().filter(|(_, (door, _))| *door != Door::Open) {
            let (_, answer) = someone
                .browser
                .calls(&path["/api/".len()..], arguments.clone())
                .await;
            let right = match door {
                Door::Open | Door::Members => true,
                Door::Administrators => someone.actor.is(Role::Administrator),
                Door::Holders(roles) => roles.iter().any(|role| someone.actor.is(*role)),
            };
            assert_eq!(
                answer != json!("NotAllowed"),
                right,
                "{path} {:?}",
                someone.actor.roles
            );
            assert_ne!(answer, json!("SignedOut"), "{path}");
        }
    }
}

/// A first password is a key to one door.
#[tokio::test]
async fn who_has_a_first_password_gets_through_no_other_door() {
    let server = TestServer::start().await;
    let ground = Ground::of(&server, "oost", "glaspunt").await;
    let mut transaction = server
        .state
        .database
        .organisation(ground.anna.actor.organisation)
        .await
        .unwrap();
    sqlx::query(
        "update accounts set first_password_until = now() + interval '1 day' where person = $1",
    )
    .bind(ground.anna.id().0)
    .execute(&mut *transaction)
    .await
    .unwrap();
    transaction.commit().await.unwrap();
    let anna = &ground.anna.browser;
    for (path, (_, arguments)) in functions()
        .iter()
        .filter(|(_, (door, _))| *door != Door::Open)
    {
        let (status, answer) = anna.calls(&path["/api/".len()..], arguments.clone()).await;
        if *path == "/api/change-password" {
            assert_eq!(answer, json!("WrongPassword"));
        } else {
            assert_eq!(
                (status, answer),
                (StatusCode::FORBIDDEN, json!("PasswordNeeded")),
                "{path}"
            );
        }
    }
    for (route, path, expected) in ROUTES {
        assert_eq!(anna.get(path).await.status(), expected, "{route}");
    }
    let put = anna.request(Method::PUT, "/files/00").body("x");
    assert_eq!(put.send().await.unwrap().status(), StatusCode::UNAUTHORIZED);
}

/// Every route of the server, as `router.rs` writes it, and what it answers to who has not signed in.
const ROUTES: [(&str, &str, StatusCode); 12] = [
    (
        "/api/{*function}",
        "/api/pull",
        StatusCode::METHOD_NOT_ALLOWED,
    ),
    ("/files/{hash}", "/files/00", StatusCode::UNAUTHORIZED),
    (
        "/files/{hash}/thumb",
        "/files/00/thumb",
        StatusCode::UNAUTHORIZED,
    ),
    ("/live", "/live", StatusCode::UNAUTHORIZED),
    ("/", "/", StatusCode::OK),
    ("/app", "/app", StatusCode::OK),
    ("/app/{*page}", "/app/work", StatusCode::OK),
    ("/version", "/version", StatusCode::OK),
    ("/health/live", "/health/live", StatusCode::OK),
    ("/health/ready", "/health/ready", StatusCode::OK),
    ("/api", "/api", StatusCode::NOT_FOUND),
    ("/pkg", "/pkg/app.0123.js", StatusCode::OK),
];

#[tokio::test]
async fn every_route_is_known_and_answers_strangers_as_meant() {
    let source = include_str!("../../src/router.rs");
    let written: BTreeSet<String> = source
        .split("route(")
        .chain(source.split("nest_service("))
        .skip(1)
        .filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next())
        .map(str::to_owned)
        .collect();
    let known: BTreeSet<String> = ROUTES
        .iter()
        .map(|(route, ..)| (*route).to_owned())
        .collect();
    assert_eq!(
        written, known,
        "say here what a new route answers to strangers"
    );
    let server = TestServer::start().await;
    let stranger = server.browser();
    for (route, path, expected) in ROUTES {
        assert_eq!(stranger.get(path).await.status(), expected, "{route}");
    }
    let put = stranger.request(Method::PUT, "/files/00").body("x");
    assert_eq!(put.send().await.unwrap().status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn rights_that_are_taken_away_are_gone_with_the_next_question() {
    let server = TestServer::start().await;
    let ground = Ground::of(&server, "oost", "glaspunt").await;
    let is = |role| move |someone: &&Someone| someone.role() == Some(role);
    let administrator = ground.people.iter().find(is(Role::Administrator)).unwrap();
    let coordinator = ground.people.iter().find(is(Role::Coordinator)).unwrap();
    let report = ground.anna.says(
        domain::id::DossierId(uuid::Uuid::now_v7()),
        0,
        &ground.report("noord").into(),
    );
    ground.anna.pushes(vec![report]).await;
    let seen = || async {
        let (status, answer) = coordinator
            .browser
            .calls("pull", json!({ "pull": { "heads": {} } }))
            .await;
        (status, answer["dossiers"].as_array().map(Vec::len))
    };
    assert_eq!(seen().await, (StatusCode::OK, Some(1)));
    let changed = |roles: Value, active: bool| {
        json!({ "draft": {
            "person": coordinator.id(), "name": "Carla", "email": "coordinator@oost.example", "roles": roles,
            "regions": [], "active": active, "first_password": false,
        } })
    };
    let saved = administrator
        .browser
        .calls("save-account", changed(json!(["technician"]), true))
        .await;
    assert_eq!(saved.0, StatusCode::OK, "{}", saved.1);
    assert_eq!(seen().await, (StatusCode::OK, Some(0)));
    administrator
        .browser
        .calls("save-account", changed(json!(["technician"]), false))
        .await;
    assert_eq!(seen().await, (StatusCode::UNAUTHORIZED, None));
}

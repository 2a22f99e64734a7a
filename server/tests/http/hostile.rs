//! Requests that mean no good: from other sites, too long, too deep, too slow, lying about what they are.

use crate::common::{Browser, PASSWORD, TestServer};
use crate::pictures::picture;
use domain::id::{DeviceId, DossierId, EventId, FileHash, PersonId};
use domain::person::Role;
use domain::record::{Envelope, Payload};
use image::ImageFormat;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use sync::message::Push;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use uuid::Uuid;

/// What browsers say of a request that another site's page makes.
const FROM_ELSEWHERE: [(&str, &str); 5] = [
    ("sec-fetch-site", "cross-site"),
    ("sec-fetch-site", "same-site"),
    ("origin", "https://evil.example"),
    ("origin", "null"),
    ("origin", "http://127.0.0.1:1"),
];

#[tokio::test]
async fn no_route_changes_anything_at_the_request_of_another_site() {
    let server = TestServer::start().await;
    server.person("beheer", &[Role::Administrator], &[]).await;
    let browser = server.signed_in("beheer").await;
    let functions: Vec<&str> = server_fn::axum::server_fn_paths()
        .map(|(path, _)| path)
        .collect();
    assert!(functions.len() > 10);
    let file = format!("/files/{}", "0".repeat(64));
    let mut routes: Vec<(Method, &str)> =
        functions.iter().map(|path| (Method::POST, *path)).collect();
    routes.push((Method::PUT, &file));
    for (method, path) in routes {
        for (header, value) in FROM_ELSEWHERE {
            // As a form of another site would send it, too.
            for kind in [
                "application/json",
                "text/plain",
                "application/x-www-form-urlencoded",
            ] {
                let request = browser.request(method.clone(), path).header(header, value);
                let answer = request
                    .header("content-type", kind)
                    .body("{}")
                    .send()
                    .await
                    .unwrap();
                assert_eq!(
                    answer.status(),
                    StatusCode::FORBIDDEN,
                    "{path} {header}: {value}"
                );
            }
        }
    }
    assert!(browser.is_signed_in().await);
    // No server function answers to a link or a picture.
    for path in functions {
        assert_eq!(
            browser.get(path).await.status(),
            StatusCode::METHOD_NOT_ALLOWED,
            "{path}"
        );
    }
}

#[tokio::test]
async fn no_answer_invites_other_sites() {
    let server = TestServer::start().await;
    server.person("samira", &[Role::Technician], &[]).await;
    let browser = server.signed_in("samira").await;
    for path in [
        "/app",
        "/api/pull",
        "/files/00",
        "/live",
        "/version",
        "/pkg/app.0123.js",
        "/nothing",
    ] {
        let request = browser
            .request(Method::OPTIONS, path)
            .header("origin", "https://evil.example");
        let asked = request
            .header("access-control-request-method", "POST")
            .send()
            .await
            .unwrap();
        let got = browser
            .request(Method::GET, path)
            .header("origin", "https://evil.example")
            .send()
            .await
            .unwrap();
        // What was asked is not sent back.
        let traced = browser.request(Method::TRACE, path).send().await.unwrap();
        assert!(
            traced.status().is_client_error(),
            "{path}: {}",
            traced.status()
        );
        for answer in [asked, got] {
            assert!(
                answer
                    .headers()
                    .keys()
                    .all(|name| !name.as_str().starts_with("access-control-")),
                "{path}"
            );
            assert_eq!(
                answer.headers()["cross-origin-resource-policy"],
                "same-origin",
                "{path}"
            );
            assert_eq!(answer.headers()["x-frame-options"], "DENY", "{path}");
            assert!(!answer.headers().contains_key("server"), "{path}");
        }
    }
}

#[tokio::test]
async fn what_people_recorded_is_kept_by_no_cache() {
    let server = TestServer::start().await;
    server.person("samira", &[Role::Technician], &[]).await;
    let browser = server.signed_in("samira").await;
    let pull = browser
        .request(Method::POST, "/api/pull")
        .json(&json!({ "pull": {} }));
    let answers = [
        pull.send().await.unwrap(),
        browser.get("/files/00").await,
        browser.get("/live").await,
    ];
    for answer in answers {
        let rule = answer.headers()["cache-control"].to_str().unwrap();
        assert!(
            rule.contains("no-store") || rule.contains("no-cache"),
            "{rule}"
        );
    }
}

#[tokio::test]
async fn too_long_too_deep_and_broken_questions_are_refused_and_harm_nothing() {
    let server = TestServer::start().await;
    server.person("samira", &[Role::Technician], &[]).await;
    let browser = server.signed_in("samira").await;
    let deep = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
    let deep_objects = format!("{}1{}", r#"{"a":"#.repeat(100_000), "}".repeat(100_000));
    let long = format!(r#"{{"query":"{}"}}"#, "x".repeat(9 * 1024 * 1024));
    let many = format!(
        r#"{{"push":{{"envelopes":[{}]}}}}"#,
        vec!["{}"; 50_000].join(",")
    );
    let questions: Vec<(&str, Vec<u8>)> = vec![
        ("search", long.into_bytes()),
        ("search", deep.clone().into_bytes()),
        ("search", format!(r#"{{"query":{deep}}}"#).into_bytes()),
        ("push", format!(r#"{{"push":{deep_objects}}}"#).into_bytes()),
        ("push", many.into_bytes()),
        ("push", b"{\"push\":".to_vec()),
        ("push", vec![0xff, 0xfe, 0x00]),
        (
            "pull",
            br#"{"pull":{"since":{"epoch":"x","horizon":99999999999999999999}}}"#.to_vec(),
        ),
        ("pull", br#"{"pull":{"heads":{"x":1}}}"#.to_vec()),
        ("sign-in", br#"{"email":["a"],"password":{}}"#.to_vec()),
        ("save-account", br#"{"draft":null}"#.to_vec()),
        ("nothing", b"{}".to_vec()),
        ("", b"{}".to_vec()),
        ("../files/x", b"{}".to_vec()),
    ];
    for (function, body) in questions {
        let request = browser.request(Method::POST, &format!("/api/{function}"));
        let length = body.len();
        let answer = request
            .header("content-type", "application/json")
            .body(body)
            .send()
            .await;
        // A body that is far too long may be cut off while it is sent.
        let Ok(answer) = answer else {
            assert!(length > 8 * 1024 * 1024, "{function}");
            continue;
        };
        assert!(
            answer.status().is_client_error(),
            "{function}: {}",
            answer.status()
        );
        let text = answer.text().await.unwrap();
        for inside in ["panicked", "src/", "sqlx", "Postgres", "postgres"] {
            assert!(!text.contains(inside), "{function}: {text}");
        }
    }
    assert!(browser.is_signed_in().await);
}

/// Texts that other programs have stumbled over.
fn hostile_texts() -> Vec<String> {
    let mut texts: Vec<String> = [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "'; drop table events; --",
        "%00%2e%2e%2f",
        "{{7*7}} ${7*7} #{7*7}",
        "=cmd|' /C calc'!A0",
        "\u{202e}gnp.exe\u{2066}",
        "\u{fffe}\u{ffff}\u{200b}\u{feff}",
        "a\u{0301}\u{0301}\u{0301}\u{0301}",
        "\r\nSet-Cookie: glashelder=x",
        "\u{7}\u{8}\u{1b}[2J\u{7f}",
        "& | ! ( ) :* <-> ' \\",
        "\\",
        "%",
        "İıſK",
    ]
    .map(str::to_owned)
    .into();
    texts.push("z".repeat(100_000));
    texts.push("( ".repeat(5_000));
    texts
}

#[tokio::test]
async fn hostile_words_are_only_words_to_search_and_to_accounts() {
    let server = TestServer::start().await;
    server.person("beheer", &[Role::Administrator], &[]).await;
    server
        .person("carla", &[Role::Coordinator], &["noord"])
        .await;
    let (carla, beheer) = (
        server.signed_in("carla").await,
        server.signed_in("beheer").await,
    );
    for text in hostile_texts() {
        let (status, answer) = carla.calls("search", json!({ "query": text })).await;
        assert_eq!((status, answer), (StatusCode::OK, json!([])), "{text:?}");
        let (status, _) = carla.signs_in(&text, &text).await;
        assert!(
            [StatusCode::UNAUTHORIZED, StatusCode::TOO_MANY_REQUESTS].contains(&status),
            "{text:?}: {status}"
        );
        let draft = json!({ "draft": {
            "person": null, "name": text, "email": format!("{}@x.example", Uuid::now_v7()), "roles": ["technician"],
            "regions": [text], "active": true, "first_password": false,
        } });
        let (status, answer) = beheer.calls("save-account", draft).await;
        assert_eq!(
            status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{text:?}: {answer}"
        );
    }
    let zero = json!({ "draft": {
        "person": null, "name": "a\0b", "email": "zero@x.example", "roles": ["technician"], "regions": [],
        "active": true, "first_password": false,
    } });
    assert_eq!(
        beheer.calls("save-account", zero).await.0,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    // The character zero is what Postgres cannot keep: refused, never a failure.
    for (function, arguments) in [
        ("search", json!({ "query": "a\0b" })),
        (
            "sign-in",
            json!({ "email": "a\0b@x.example", "password": "x\0y" }),
        ),
    ] {
        let (status, _) = carla.calls(function, arguments).await;
        assert!(
            status.is_success() || status.is_client_error(),
            "{function}: {status}"
        );
    }
}

/// What comes in is kept as it was written, and goes out as JSON that no browser takes for a page.
#[tokio::test]
async fn hostile_words_in_a_report_come_back_as_they_were() {
    let server = TestServer::start().await;
    let carla_id = server
        .person("carla", &[Role::Coordinator], &["noord"])
        .await;
    let carla = server.signed_in("carla").await;
    for text in hostile_texts().into_iter().filter(|text| text.len() < 200) {
        let dossier = DossierId(Uuid::now_v7());
        let data = json!({ "type": "registered.1", "data": {
            "kind": "complaint", "channel": "telephone", "received_at": chrono::Utc::now(),
            "complainant": { "name": text, "address": { "street": text, "number": "1", "postcode": "6825 MN", "city": text },
              "phone": "0612345678", "email": "" },
            "description": text, "category": "", "region": "noord", "reference": text,
        } });
        let told = pushes(&carla, carla_id, dossier, 0, data.to_string()).await;
        // Signs that steer a terminal or a line are none that a name can have; the report is then set aside, whole.
        if told["receipts"][0]["position"].is_null() {
            assert_eq!(
                told["receipts"][0]["verdict"]["reason"]["why"],
                json!("invalid"),
                "{text:?}: {told}"
            );
            continue;
        }
        let request = carla
            .request(Method::POST, "/api/pull")
            .json(&json!({ "pull": { "heads": {} } }));
        let answer = request.send().await.unwrap();
        assert_eq!(answer.headers()["content-type"], "application/json");
        assert_eq!(answer.headers()["x-content-type-options"], "nosniff");
        let changes: Value = answer.json().await.unwrap();
        let all = changes["dossiers"].as_array().unwrap();
        let change = all
            .iter()
            .find(|change| change["dossier"] == json!(dossier))
            .unwrap();
        let payload = &change["events"][0]["envelope"]["payload"];
        assert_eq!(payload["data"]["description"], json!(text));
    }
}

/// A zero where nobody looks for it would stop a device's queue for ever: it is set aside instead.
#[tokio::test]
async fn a_zero_that_is_nested_out_of_sight_is_set_aside() {
    let server = TestServer::start().await;
    let carla_id = server
        .person("carla", &[Role::Coordinator], &["noord"])
        .await;
    let carla = server.signed_in("carla").await;
    let dossier = DossierId(Uuid::now_v7());
    let opening = include_str!("../../../domain/tests/golden/registered.1.json")
        .replace("2026-03-02T09:41:00Z", "2026-11-02T09:41:00Z");
    let opening = opening
        .replace("\"oost\"", "\"noord\"")
        .replace("\"01930000-0000-7000-8000-000000000014\"", "");
    let told = pushes(&carla, carla_id, dossier, 0, opening).await;
    assert_eq!(told["receipts"][0]["position"], json!(1), "{told}");
    let deep = format!("{}{}", "[".repeat(300), "]".repeat(300));
    let note = format!(r#"{{"type":"note_added.1","data":{{"text":"a\u0000b","aside":{deep}}}}}"#);
    let told = pushes(&carla, carla_id, dossier, 2, note).await;
    assert_eq!(
        told["receipts"][0]["verdict"]["verdict"],
        json!("parked"),
        "{told}"
    );
}

/// Sends one event as a device of `author` does.
pub async fn pushes(
    browser: &Browser,
    author: PersonId,
    dossier: DossierId,
    base: u64,
    payload: String,
) -> Value {
    let payload = Payload::from_text(payload).unwrap();
    let envelope = Envelope {
        id: EventId(Uuid::now_v7()),
        dossier,
        author,
        device: DeviceId(author.0),
        sequence: 1,
        device_time: chrono::Utc::now(),
        clock_offset: 0,
        base,
        hash: payload.hash(),
        payload,
    };
    let push = serde_json::to_string(&Push {
        envelopes: vec![envelope],
    })
    .unwrap();
    let request = browser
        .request(Method::POST, "/api/push")
        .header("content-type", "application/json");
    let answer = request
        .body(format!(r#"{{"push":{push}}}"#))
        .send()
        .await
        .unwrap();
    let text = answer.text().await.unwrap();
    serde_json::from_str(&text).expect(&text)
}

/// A picture that says in few bytes that it is enormous.
#[tokio::test]
async fn a_picture_with_too_many_pixels_is_refused_before_it_is_unpacked() {
    let server = TestServer::start().await;
    server.person("samira", &[Role::Technician], &[]).await;
    let samira = server.signed_in("samira").await;
    // 81 megapixels of one byte: less memory than a smaller one in colour, until it is worked on.
    for (width, height) in [
        (9_000u32, 9_000u32),
        (16_384, 16_384),
        (u32::MAX, 1),
        (60_000, 60_000),
    ] {
        let mut png = picture(ImageFormat::Png);
        png[16..20].copy_from_slice(&width.to_be_bytes());
        png[20..24].copy_from_slice(&height.to_be_bytes());
        let sum = crc32(&png[12..29]);
        png[29..33].copy_from_slice(&sum.to_be_bytes());
        let path = format!("/files/{}", FileHash::of(&png));
        let began = Instant::now();
        let answer = samira
            .request(Method::PUT, &path)
            .body(png)
            .send()
            .await
            .unwrap();
        assert_eq!(
            answer.status(),
            StatusCode::UNPROCESSABLE_ENTITY,
            "{width}x{height}"
        );
        let said: Value = answer.json().await.unwrap();
        assert!(
            said.to_string().contains("pixel") || width == u32::MAX,
            "{said}"
        );
        assert!(began.elapsed() < Duration::from_secs(5));
    }
}

/// The sum at the end of each part of a PNG.
fn crc32(bytes: &[u8]) -> u32 {
    let mut sum = u32::MAX;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 {
                (sum >> 1) ^ 0xedb8_8320
            } else {
                sum >> 1
            };
        }
    }
    !sum
}

#[tokio::test]
async fn scripts_and_other_files_are_no_pictures_whatever_they_are_called() {
    let server = TestServer::start().await;
    server.person("samira", &[Role::Technician], &[]).await;
    let samira = server.signed_in("samira").await;
    let svg = br#"<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>"#.to_vec();
    let html = b"<!doctype html><script>alert(1)</script>".to_vec();
    let pdf = b"%PDF-1.7\n1 0 obj".to_vec();
    let zip = b"PK\x03\x04\x14\0\0\0".to_vec();
    let program = b"\x7fELF\x02\x01\x01\0".to_vec();
    let bmp = b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0".to_vec();
    let tiff = b"II*\0\x08\0\0\0".to_vec();
    for (name, bytes) in [
        ("svg", svg),
        ("html", html),
        ("pdf", pdf),
        ("zip", zip),
        ("program", program),
        ("bmp", bmp),
        ("tiff", tiff),
    ] {
        let path = format!("/files/{}", FileHash::of(&bytes));
        for kind in ["image/png", "image/svg+xml", "text/html"] {
            let request = samira
                .request(Method::PUT, &path)
                .header("content-type", kind);
            let answer = request.body(bytes.clone()).send().await.unwrap();
            assert_eq!(
                answer.status(),
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "{name} as {kind}"
            );
        }
        assert_eq!(
            samira.get(&path).await.status(),
            StatusCode::NOT_FOUND,
            "{name}"
        );
    }
}

/// A picture that is a page too, for who reads it so: what hides behind its end is gone, and it is served as a picture.
#[tokio::test]
async fn a_picture_with_a_page_in_it_loses_the_page() {
    let server = TestServer::start().await;
    server.person("samira", &[Role::Technician], &[]).await;
    let samira = server.signed_in("samira").await;
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let mut bytes = picture(format);
        bytes.extend_from_slice(b"<script>alert(1)</script>");
        let path = format!("/files/{}", FileHash::of(&bytes));
        let put = samira
            .request(Method::PUT, &path)
            .body(bytes)
            .send()
            .await
            .unwrap();
        if !put.status().is_success() {
            assert_eq!(put.status(), StatusCode::UNPROCESSABLE_ENTITY, "{format:?}");
            continue;
        }
        let kept = samira.get(&path).await;
        assert!(
            kept.headers()["content-type"]
                .to_str()
                .unwrap()
                .starts_with("image/")
        );
        assert_eq!(
            kept.headers()["content-security-policy"],
            "default-src 'none'; sandbox"
        );
        let kept = kept.bytes().await.unwrap();
        assert!(
            !kept.windows(8).any(|part| part == b"<script>"),
            "{format:?}"
        );
    }
}

#[tokio::test]
async fn who_is_slow_to_ask_is_not_waited_for() {
    let server =
        TestServer::start_with(|config| config.patience = Duration::from_millis(500)).await;
    let address = server.url.strip_prefix("http://").unwrap().to_owned();
    let began = Instant::now();
    // Half a head, a head that never ends, and nothing at all.
    let mut waiting = Vec::new();
    for start in ["GET /app HTTP/1.1\r\nHost: x\r\nX-Slow: ", "GET ", ""] {
        let mut stream = TcpStream::connect(&address).await.unwrap();
        stream.write_all(start.as_bytes()).await.unwrap();
        waiting.push(stream);
    }
    for mut stream in waiting {
        let mut rest = Vec::new();
        let ended =
            tokio::time::timeout(Duration::from_secs(10), stream.read_to_end(&mut rest)).await;
        assert!(ended.is_ok(), "a connection was kept open");
    }
    assert!(began.elapsed() < Duration::from_secs(10));
    // Others are served meanwhile and after it; a stream of hints may last longer than a question.
    server.person("samira", &[Role::Technician], &[]).await;
    let samira = server.signed_in("samira").await;
    let mut hints = samira.get("/live").await;
    assert_eq!(hints.status(), StatusCode::OK);
    let quiet = tokio::time::timeout(Duration::from_millis(1200), hints.chunk()).await;
    assert!(
        quiet.is_err() || quiet.unwrap().is_ok(),
        "the stream was cut off"
    );
}

#[tokio::test]
async fn heads_that_are_too_long_are_refused() {
    let server = TestServer::start().await;
    let address = server.url.strip_prefix("http://").unwrap().to_owned();
    let long = format!(
        "GET /app HTTP/1.1\r\nHost: x\r\nX-Long: {}\r\n\r\n",
        "a".repeat(200_000)
    );
    let many = format!(
        "GET /app HTTP/1.1\r\nHost: x\r\n{}\r\n",
        "X-Many: a\r\n".repeat(500)
    );
    let smuggled = "POST /api/pull HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /live HTTP/1.1\r\n\r\n".to_owned();
    let twice =
        "POST /api/pull HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n{}"
            .to_owned();
    for head in [long, many, twice] {
        let answer = answers(&address, &head).await;
        assert!(
            answer.is_empty() || answer.starts_with("HTTP/1.1 4"),
            "{answer}"
        );
    }
    // Where both lengths are told, chunks count (RFC 9112, 6.3), and the connection is not used for another question.
    let answer = answers(&address, &smuggled).await;
    assert!(
        answer.matches("HTTP/1.1 ").count() <= 2 && !answer.contains("200 OK"),
        "{answer}"
    );
}

async fn answers(address: &str, question: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    // The server may hang up before all of it was sent.
    let _ = stream.write_all(question.as_bytes()).await;
    let _ = stream.shutdown().await;
    let mut answer = Vec::new();
    let _ = tokio::time::timeout(Duration::from_secs(10), stream.read_to_end(&mut answer)).await;
    String::from_utf8_lossy(&answer).into_owned()
}

/// Who signs in with a password of another, too long or strange, hears the same as always.
#[tokio::test]
async fn no_password_is_too_strange_to_be_wrong() {
    let server = TestServer::start().await;
    server.person("samira", &[Role::Technician], &[]).await;
    for password in [
        "",
        " ",
        "\0",
        &"x".repeat(1_000_000),
        &format!("{PASSWORD} "),
        &PASSWORD.to_uppercase(),
    ] {
        let browser = server.browser();
        let (status, answer) = browser.signs_in("samira@glaspunt.example", password).await;
        assert_eq!(
            (status, answer),
            (StatusCode::UNAUTHORIZED, json!("WrongPassword"))
        );
        sqlx::query("delete from sign_in_attempts")
            .execute(server.state.database.pool())
            .await
            .unwrap();
    }
}

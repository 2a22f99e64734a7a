//! An organisation with one person of each role, each at a browser of their own, who push as devices do.

use crate::common::{Browser, PASSWORD, TestServer};
use chrono::{SubsecRound, Utc};
use domain::event::{Event, EventKind, Registered};
use domain::id::{DeviceId, DossierId, EventId, OrganisationId, PersonId};
use domain::person::{Actor, Role};
use domain::procedure::Procedure;
use domain::record::{Envelope, Payload};
use domain::rehearsal::Rehearsal;
use reqwest::{Method, StatusCode};
use std::collections::BTreeSet;
use std::sync::Arc;
use sync::message::{MOST_PUSHED, Push, Receipt, Receipts};
use uuid::Uuid;

/// The region of everybody who has one.
pub const OWN_REGION: &str = "noord";
pub const OTHER_REGION: &str = "zuid";

/// An organisation, who works there, and how it handles complaints.
pub struct Ground {
    pub procedure: Arc<Procedure>,
    /// Holds every role, and prepares dossiers.
    pub anna: Someone,
    /// One for each role, and one without any.
    pub people: Vec<Someone>,
}

/// A person at a browser.
pub struct Someone {
    pub actor: Actor,
    pub browser: Browser,
}

impl Ground {
    pub async fn of(server: &TestServer, slug: &str, procedure: &str) -> Ground {
        let organisation = server.organisation(slug).await;
        sqlx::query("update organisations set procedure = $2 where id = $1")
            .bind(organisation.0)
            .bind(procedure)
            .execute(server.state.database.pool())
            .await
            .unwrap();
        let joins = |name: String, roles: Vec<Role>, regions: Vec<&'static str>| async move {
            let email = format!("{name}@{slug}.example");
            Someone::joins(server, organisation, &email, &roles, &regions).await
        };
        let mut people = vec![joins("niemand".into(), vec![], vec![OWN_REGION]).await];
        for role in Role::ALL {
            people.push(joins(role.word().replace('_', "-"), vec![role], vec![OWN_REGION]).await);
        }
        Ground {
            procedure: server.state.procedures.get(procedure).unwrap(),
            anna: joins(
                "anna".into(),
                Role::ALL.to_vec(),
                vec![OWN_REGION, OTHER_REGION],
            )
            .await,
            people,
        }
    }

    /// A report that this organisation takes in.
    pub fn report(&self, region: &str) -> Registered {
        let now = Utc::now().trunc_subsecs(3);
        let played = Rehearsal::new(&self.procedure)
            .play(now, "registered")
            .unwrap();
        let Event::Registered(mut registered) = played.event else {
            panic!("a play begins with a registration");
        };
        registered.region = region.into();
        registered
    }
}

impl Someone {
    async fn joins(
        server: &TestServer,
        organisation: OrganisationId,
        email: &str,
        roles: &[Role],
        regions: &[&str],
    ) -> Someone {
        let person = server.person_of(organisation, email, roles, regions).await;
        let browser = server.browser();
        let (status, answer) = browser.signs_in(email, PASSWORD).await;
        assert_eq!(status, StatusCode::OK, "{email}: {answer}");
        let regions: BTreeSet<String> = regions.iter().map(|region| (*region).into()).collect();
        let actor = Actor {
            person,
            organisation,
            roles: roles.iter().copied().collect(),
            regions,
        };
        Someone { actor, browser }
    }

    pub fn id(&self) -> PersonId {
        self.actor.person
    }

    /// The role, for who has one only.
    pub fn role(&self) -> Option<Role> {
        self.actor.roles.first().copied()
    }

    pub fn says(&self, dossier: DossierId, base: u64, event: &Event) -> Envelope {
        self.wraps(dossier, base, Payload::of(event).unwrap())
    }

    pub fn wraps(&self, dossier: DossierId, base: u64, payload: Payload) -> Envelope {
        Envelope {
            id: EventId(Uuid::now_v7()),
            dossier,
            author: self.actor.person,
            device: DeviceId(self.actor.person.0),
            sequence: 1,
            device_time: Utc::now().trunc_subsecs(3),
            clock_offset: 0,
            base,
            hash: payload.hash(),
            payload,
        }
    }

    /// Sends everything through the real server function, and gives a receipt for each, in order.
    pub async fn pushes(&self, envelopes: Vec<Envelope>) -> Vec<Receipt> {
        let mut receipts = Vec::new();
        for part in envelopes.chunks(MOST_PUSHED) {
            let push = Push {
                envelopes: part.to_vec(),
            };
            // As text: a payload is taken byte for byte.
            let body = format!(r#"{{"push":{}}}"#, serde_json::to_string(&push).unwrap());
            let request = self.browser.request(Method::POST, "/api/push");
            let answer = request
                .header("content-type", "application/json")
                .body(body)
                .send()
                .await
                .unwrap();
            let text = answer.text().await.unwrap();
            let told: Receipts = serde_json::from_str(&text).expect(&text);
            assert_eq!(told.receipts.len(), part.len(), "{text}");
            receipts.extend(told.receipts);
        }
        receipts
    }
}

/// A whole event of a kind, as the frozen examples hold it: a new kind without an example fails here.
pub fn example(kind: EventKind) -> Payload {
    let file = format!(
        "{}/../domain/tests/golden/{}.json",
        env!("CARGO_MANIFEST_DIR"),
        kind.tag()
    );
    let text = std::fs::read_to_string(&file).expect(&file);
    let payload = Payload::from_text(text.trim().to_owned()).unwrap();
    assert_eq!(payload.event().map(|event| event.kind()), Some(kind));
    payload
}

//! Every role records every event in every relation to a dossier, and the server answers as the one table of rights
//! says. All three are taken from the program, so a new one is tried without anybody thinking of it.

use crate::common::TestServer;
use crate::ground::{Ground, OTHER_REGION, OWN_REGION, Someone, example};
use crate::relation::{Prepared, Relation, prepare};
use domain::admit::Verdict;
use domain::event::EventKind;
use domain::id::DossierId;
use domain::permission::{Deed, Reach, Standing, may, reach, table};
use domain::record::{Envelope, Payload};
use domain::refusal::Refusal;
use std::collections::BTreeMap;
use sync::message::Receipt;
use uuid::Uuid;

/// One question to the server: may this person, standing so, record this?
struct Case<'a> {
    someone: &'a Someone,
    relation: Relation,
    kind: EventKind,
    /// What the table of rights says.
    right: bool,
}

/// Which part of the table is asked through.
type Wanted = fn(&Ground, &Someone, Relation, EventKind) -> bool;

#[tokio::test]
async fn the_server_lets_record_what_the_table_of_rights_says() {
    let server = TestServer::start().await;
    let ground = Ground::of(&server, "oost", "glaspunt").await;
    let counts = ask(&server, &ground, |_, _, _, _| true).await;
    // Both answers were given often enough to say something.
    assert!(
        counts.allowed > 2_000 && counts.refused > 4_000 && counts.taken_in > 500,
        "{counts:?}"
    );
}

#[tokio::test]
async fn where_a_procedure_moves_rights_the_server_follows() {
    let server = TestServer::start().await;
    let mut moved = 0;
    for procedure in ["lagant", "gelukwerkt", "flow-concepts", "lucide"] {
        let ground = Ground::of(&server, procedure, procedure).await;
        let counts = ask(&server, &ground, |ground, someone, relation, kind| {
            let here = [
                Relation::None,
                Relation::Visit,
                Relation::OwnRegion,
                Relation::Concerned,
            ];
            here.contains(&relation)
                && someone.role().is_some_and(|role| {
                    let deed = Deed::Record(kind);
                    reach(role, deed, &ground.procedure) != table(role, deed)
                })
        })
        .await;
        moved += counts.allowed + counts.refused;
    }
    assert!(moved > 100, "only {moved} rights are moved");
}

#[derive(Debug, Default)]
struct Counts {
    allowed: usize,
    refused: usize,
    /// Of those allowed: taken in, not set aside for another reason.
    taken_in: usize,
}

async fn ask(server: &TestServer, ground: &Ground, wanted: Wanted) -> Counts {
    let mut cases = Vec::new();
    for someone in &ground.people {
        for relation in Relation::ALL
            .into_iter()
            .filter(|r| r.possible(someone, ground))
        {
            let kinds = EventKind::ALL.iter().copied();
            let kinds = kinds.filter(|kind| *kind != EventKind::Registered);
            for kind in kinds.filter(|kind| wanted(ground, someone, relation, *kind)) {
                let standing = relation.standing(someone.role());
                let deed = Deed::Record(kind);
                cases.push(Case {
                    someone,
                    relation,
                    kind,
                    right: may(&someone.actor, standing, deed, &ground.procedure),
                });
            }
        }
    }
    let prepared = tell(ground, &cases).await;
    let mut counts = Counts::default();
    for someone in &ground.people {
        let asked: Vec<(&Case, &Prepared)> = cases
            .iter()
            .zip(&prepared)
            .filter(|(case, _)| case.someone.id() == someone.id())
            .collect();
        let envelopes: Vec<Envelope> = asked
            .iter()
            .map(|(case, there)| someone.wraps(there.dossier, there.base, example(case.kind)))
            .collect();
        let receipts = someone.pushes(envelopes).await;
        for ((case, _), receipt) in asked.iter().zip(&receipts) {
            judge(case, receipt, &mut counts);
        }
    }
    nothing_changed_where_refused(server, ground, &cases, &prepared).await;
    counts
}

fn judge(case: &Case, receipt: &Receipt, counts: &mut Counts) {
    let by_right = |reason: &Refusal| matches!(reason, Refusal::NotEntitled | Refusal::Concerned);
    let barred = matches!(&receipt.verdict, Verdict::Parked { reason } if by_right(reason));
    assert_eq!(
        barred,
        !case.right,
        "{:?} records {} with {:?}: {:?}",
        case.someone.actor.roles,
        case.kind.name(),
        case.relation,
        receipt.verdict
    );
    if case.right {
        counts.allowed += 1;
        counts.taken_in += usize::from(receipt.position.is_some());
    } else {
        counts.refused += 1;
    }
}

/// A dossier for each case. Those that must be refused share one, because a refusal changes nothing; so do those whose
/// right reaches the whole organisation, because whatever happens to a dossier changes nothing about that.
async fn tell(ground: &Ground, cases: &[Case<'_>]) -> Vec<Prepared> {
    let mut shared: BTreeMap<(Uuid, Relation, bool), usize> = BTreeMap::new();
    let mut made: Vec<Prepared> = Vec::new();
    let mut places = Vec::new();
    let mut own: BTreeMap<Uuid, Vec<Envelope>> = BTreeMap::new();
    for case in cases {
        let key = (case.someone.id().0, case.relation, case.right);
        let everywhere = case
            .someone
            .role()
            .and_then(|role| reach(role, Deed::Record(case.kind), &ground.procedure))
            == Some(Reach::Organisation);
        let sharing = !case.right || everywhere;
        let place = match shared.get(&key) {
            Some(place) if sharing => *place,
            _ => {
                let told = prepare(ground, case.someone, case.relation, "niets");
                own.entry(key.0).or_default().extend(told.own.clone());
                made.push(told);
                made.len() - 1
            }
        };
        if sharing {
            shared.insert(key, place);
        }
        places.push(place);
    }
    for someone in &ground.people {
        let told = own.remove(&someone.id().0).unwrap_or_default();
        all_taken_in(&someone.pushes(told).await);
    }
    let others = made
        .iter()
        .flat_map(|prepared| prepared.others.clone())
        .collect();
    all_taken_in(&ground.anna.pushes(others).await);
    places
        .into_iter()
        .map(|place| Prepared {
            dossier: made[place].dossier,
            base: made[place].base,
            own: vec![],
            others: vec![],
        })
        .collect()
}

fn all_taken_in(receipts: &[Receipt]) {
    for receipt in receipts {
        assert!(receipt.position.is_some(), "{:?}", receipt.verdict);
    }
}

/// A log is as long as it was told, where nobody had a right to make it longer.
async fn nothing_changed_where_refused(
    server: &TestServer,
    ground: &Ground,
    cases: &[Case<'_>],
    prepared: &[Prepared],
) {
    let organisation = ground.anna.actor.organisation;
    let mut transaction = server
        .state
        .database
        .organisation(organisation)
        .await
        .unwrap();
    for (case, there) in cases.iter().zip(prepared).filter(|(case, _)| !case.right) {
        let head: i64 = sqlx::query_scalar("select head from dossiers where id = $1")
            .bind(there.dossier.0)
            .fetch_one(&mut *transaction)
            .await
            .unwrap();
        let unknowing = u64::from(case.relation == Relation::FormerVisitUnknowing);
        assert_eq!(
            head.unsigned_abs(),
            there.base + unknowing,
            "{:?}",
            case.relation
        );
    }
}

#[tokio::test]
async fn who_may_take_in_takes_in_and_nobody_else() {
    let server = TestServer::start().await;
    let (mut took, mut barred) = (0, 0);
    for procedure in [
        "glaspunt",
        "lagant",
        "gelukwerkt",
        "flow-concepts",
        "lucide",
    ] {
        let ground = Ground::of(&server, &format!("in-{procedure}"), procedure).await;
        for someone in &ground.people {
            for region in [OWN_REGION, OTHER_REGION] {
                let report = ground.report(region);
                let channel = ground.procedure.channel(&report.channel).unwrap();
                let by = &channel.taken_in_by;
                let standing = Standing {
                    in_region: region == OWN_REGION,
                    ..Standing::default()
                };
                let deed = Deed::Record(EventKind::Registered);
                let right = may(&someone.actor, standing, deed, &ground.procedure)
                    && (by.is_empty() || ground.procedure.holds(&someone.actor, by));
                let dossier = DossierId(Uuid::now_v7());
                let opening = someone.says(dossier, 0, &report.into());
                let receipt = someone.pushes(vec![opening]).await.remove(0);
                assert_eq!(
                    receipt.position.is_some(),
                    right,
                    "{:?} {receipt:?}",
                    someone.actor
                );
                took += usize::from(right);
                barred += usize::from(!right);
            }
        }
    }
    assert!(took > 20 && barred > 20, "{took} {barred}");
}

#[tokio::test]
async fn a_dossier_of_another_organisation_is_not_there() {
    let server = TestServer::start().await;
    let own = Ground::of(&server, "oost", "glaspunt").await;
    let other = Ground::of(&server, "west", "glaspunt").await;
    let dossier = DossierId(Uuid::now_v7());
    let opening = other
        .anna
        .says(dossier, 0, &other.report(OWN_REGION).into());
    all_taken_in(&other.anna.pushes(vec![opening]).await);
    for someone in own.people.iter().chain([&own.anna]) {
        let kinds = EventKind::ALL
            .iter()
            .copied()
            .filter(|kind| *kind != EventKind::Registered);
        let envelopes = kinds
            .map(|kind| someone.wraps(dossier, 2, example(kind)))
            .collect();
        for receipt in someone.pushes(envelopes).await {
            assert!(
                matches!(
                    &receipt.verdict,
                    Verdict::Parked {
                        reason: Refusal::NoDossier
                    }
                ),
                "{receipt:?}"
            );
        }
    }
    // Who takes one in under the same id has one of their own; the other stays as it was.
    let opening = own.anna.says(dossier, 0, &own.report(OWN_REGION).into());
    all_taken_in(&own.anna.pushes(vec![opening]).await);
    let organisation = other.anna.actor.organisation;
    let mut transaction = server
        .state
        .database
        .organisation(organisation)
        .await
        .unwrap();
    let (heads, aside): (i64, i64) = sqlx::query_as(
        "select (select sum(head)::bigint from dossiers), (select count(*) from parked)",
    )
    .fetch_one(&mut *transaction)
    .await
    .unwrap();
    assert_eq!((heads, aside), (2, 0));
}

#[tokio::test]
async fn nobody_records_under_another_name() {
    let server = TestServer::start().await;
    let ground = Ground::of(&server, "oost", "glaspunt").await;
    let dossier = DossierId(Uuid::now_v7());
    let opening = ground
        .anna
        .says(dossier, 0, &ground.report(OWN_REGION).into());
    all_taken_in(&ground.anna.pushes(vec![opening]).await);
    for someone in &ground.people {
        let kinds = EventKind::ALL.iter().copied();
        let forged: Vec<Envelope> = kinds
            .map(|kind| ground.anna.wraps(dossier, 2, example(kind)))
            .collect();
        for receipt in someone.pushes(forged).await {
            assert!(
                matches!(
                    &receipt.verdict,
                    Verdict::Parked {
                        reason: Refusal::WrongAuthor
                    }
                ),
                "{receipt:?}"
            );
        }
        // An event of a program that is newer is no way around it either.
        let newer = Payload::from_text(r#"{"type":"ruled.99","data":{}}"#.into()).unwrap();
        let receipt = someone
            .pushes(vec![someone.wraps(dossier, 2, newer)])
            .await
            .remove(0);
        assert_eq!(receipt.position, None, "{receipt:?}");
    }
}

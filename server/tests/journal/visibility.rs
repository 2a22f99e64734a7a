//! What SQL lets people see is what `domain::permission` lets them see, for every role and every way a dossier goes.

use crate::world::{Someone, Tablet, World, complaint, planned};
use domain::dossier::Dossier;
use domain::event::*;
use domain::id::{DossierId, PersonId, VisitId};
use domain::party::Field;
use domain::permission::may_see;
use domain::person::Role;
use std::collections::BTreeSet;
use uuid::Uuid;

const REGIONS: [&str; 3] = ["noord", "zuid", ""];

/// Chooses, the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    fn of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }
}

#[tokio::test]
async fn the_database_and_the_rules_agree_about_who_sees_what() {
    let world = World::start().await;
    let anna = world.person(&[Role::Coordinator], &[]).await;
    let people = everybody(&world).await;
    let ids: Vec<PersonId> = people.iter().map(Someone::id).collect();
    let mut copies: Vec<Tablet> = people.iter().map(|_| Tablet::default()).collect();
    let mut chance = Chance(7);
    let mut dossiers: Vec<DossierId> = Vec::new();
    let mut pairs = (0, 0);
    for _ in 0..8 {
        for _ in 0..5 {
            dossiers.push(register(&anna, &ids, &mut chance).await);
        }
        for _ in 0..15 {
            let dossier = chance.of(&dossiers);
            change(&anna, dossier, &ids, &mut chance).await;
        }
        let mut folded = Vec::new();
        for dossier in &dossiers {
            folded.push(anna.sees(*dossier).await.unwrap());
        }
        for (someone, copy) in people.iter().zip(&mut copies) {
            let expected = seen_by(someone, &folded, &world);
            let told = someone.pulls(None, None).await;
            assert!(!told.more);
            let by_heads: BTreeSet<_> = told.dossiers.iter().map(|change| change.dossier).collect();
            assert_eq!(by_heads, expected, "{:?}", someone.actor);
            // The same by hearing only what changed, with the same contents.
            copy.catches_up(someone).await;
            assert_eq!(
                copy.logs.keys().copied().collect::<BTreeSet<_>>(),
                expected,
                "{:?}",
                someone.actor
            );
            for change in told.dossiers {
                assert_eq!(copy.logs[&change.dossier], change.events);
            }
            let found: BTreeSet<_> = someone.finds("keukenraam").await.into_iter().collect();
            assert_eq!(found, expected);
            pairs = (
                pairs.0 + expected.len(),
                pairs.1 + dossiers.len() - expected.len(),
            );
        }
    }
    // Both answers were given often enough to say something.
    assert!(pairs.0 > 200 && pairs.1 > 200, "{pairs:?}");
}

fn seen_by(someone: &Someone, folded: &[Dossier], world: &World) -> BTreeSet<DossierId> {
    let seen = folded
        .iter()
        .filter(|dossier| may_see(&someone.actor, dossier, &world.procedure));
    seen.map(|dossier| dossier.id).collect()
}

/// Every role alone, with and without a region, and some who hold two.
async fn everybody(world: &World) -> Vec<Someone> {
    let mut people = Vec::new();
    for role in Role::ALL {
        people.push(world.person(&[role], &["noord"]).await);
    }
    people.push(world.person(&[], &["noord"]).await);
    people.push(world.person(&[Role::Technician], &[]).await);
    people.push(world.person(&[Role::RegionalManager], &[]).await);
    people.push(
        world
            .person(&[Role::RegionalManager, Role::Technician], &["zuid"])
            .await,
    );
    people.push(
        world
            .person(
                &[Role::QualityManager, Role::RegionalManager],
                &["noord", "zuid"],
            )
            .await,
    );
    people.push(
        world
            .person(&[Role::QualityManager, Role::Technician], &[])
            .await,
    );
    people
}

async fn register(anna: &Someone, people: &[PersonId], chance: &mut Chance) -> DossierId {
    let dossier = DossierId(Uuid::now_v7());
    let mut opening = complaint(chance.of(&REGIONS));
    if chance.below(3) == 0 {
        opening.about = vec![chance.of(people)];
    }
    anna.push(vec![anna.says(dossier, 0, opening)]).await;
    dossier
}

async fn change(anna: &Someone, dossier: DossierId, people: &[PersonId], chance: &mut Chance) {
    let seen = anna.sees(dossier).await.unwrap();
    let base = seen.head;
    let visit = seen
        .visits
        .first()
        .map_or(VisitId(Uuid::now_v7()), |visit| visit.id);
    let event: Event = match chance.below(8) {
        0 => DetailChanged {
            field: Field::Region,
            value: chance.of(&REGIONS).into(),
        }
        .into(),
        1 => {
            let handling = chance.of(&[Handling::Central, Handling::Decentral]);
            HandlerChanged {
                handling,
                to: None,
                reason: String::new(),
            }
            .into()
        }
        2 => VisitCancelled {
            visit,
            reason: "Het gaat niet door.".into(),
        }
        .into(),
        3 => Ruled {
            ruling: chance.of(&["founded", "unfounded"]).into(),
            reasons: "Gezien.".into(),
            meeting: None,
            // Somebody of the management: the sixth role, and the sixth of the people.
            with: vec![people[5]],
            ..Ruled::default()
        }
        .into(),
        4 => RemedyAssigned {
            to: chance.of(people),
            what: "Vervang de ruit.".into(),
        }
        .into(),
        5 if seen.is_open() => Withdrawn {
            reason: "Ingetrokken.".into(),
        }
        .into(),
        5 => Reopened {
            reason: "Toch niet goed.".into(),
        }
        .into(),
        _ => planned(chance.of(people), visit).into(),
    };
    anna.records(dossier, base, event).await;
}

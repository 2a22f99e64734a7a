//! What becomes of events that arrive.

use crate::world::{World, complaint};
use domain::admit::Verdict;
use domain::event::NoteAdded;
use domain::id::DossierId;
use domain::person::Role;
use domain::refusal::Refusal;
use uuid::Uuid;

fn note(text: &str) -> NoteAdded {
    NoteAdded { text: text.into() }
}

#[tokio::test]
async fn the_same_event_again_gets_the_same_receipt() {
    let world = World::start().await;
    let anna = world.person(&[Role::Coordinator], &[]).await;
    let dossier = DossierId(Uuid::now_v7());
    let batch = vec![
        anna.says(dossier, 0, complaint("noord")),
        anna.says(dossier, 1, note("Belt morgen terug.")),
    ];

    let first = anna.push(batch.clone()).await;
    assert_eq!(
        first
            .iter()
            .map(|receipt| receipt.position)
            .collect::<Vec<_>>(),
        [Some(1), Some(3)]
    );
    assert_eq!(anna.push(batch.clone()).await, first);
    assert_eq!(
        anna.push(vec![batch[1].clone(), batch[1].clone()]).await,
        [first[1].clone(), first[1].clone()]
    );
    let seen = anna.sees(dossier).await.unwrap();
    assert_eq!(seen.head, 3);
    assert!(seen.number.unwrap().starts_with("GP-"));

    // The same id with other contents is another event: kept aside, while the first one stands.
    let mut other = anna.says(dossier, 3, note("Iets anders."));
    other.id = batch[1].id;
    let damaged = anna.push(vec![other.clone(), other.clone()]).await;
    assert!(damaged.iter().all(|receipt| receipt.verdict
        == Verdict::Parked {
            reason: Refusal::Damaged
        }));
    assert_eq!(world.count("select count(*) from parked").await, 1);
    assert_eq!(anna.push(batch.clone()).await, first);
}

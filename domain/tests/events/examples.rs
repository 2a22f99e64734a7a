//! One of each event, with everything that it can hold.

use domain::event::*;
use domain::id::{EventId, FileHash, FindingId, MeasureId, PersonId, VisitId};
use domain::party::{Address, Field, Party, PartyField};
use domain::person::Role;
use uuid::Uuid;

pub fn number(n: u128) -> Uuid {
    Uuid::from_u128(0x0193_0000_0000_7000_8000_0000_0000_0000 + n)
}

fn photo(n: u8) -> Photo {
    Photo {
        file: FileHash::of(&[n]),
        caption: "Kozijn, onderzijde".into(),
        taken_at: Some("2026-03-05T08:45:10Z".parse().unwrap()),
        moment: [Moment::Inspection, Moment::Before, Moment::After][usize::from(n) % 3],
    }
}

fn party(name: &str) -> Party {
    Party {
        name: name.into(),
        address: Address {
            street: "Kerkstraat".into(),
            number: "12 bis".into(),
            postcode: "6825 MN".into(),
            city: "Arnhem".into(),
        },
        phone: "0612345678".into(),
        email: "m.dewit@example.nl".into(),
        organisation: "De Linde".into(),
        function: "Beheerder".into(),
    }
}

pub fn examples() -> Vec<Event> {
    let visit = VisitId(number(10));
    let person = PersonId(number(20));
    let day = "2026-03-09".parse().unwrap();
    vec![
        Registered {
            kind: "complaint".into(),
            channel: "telephone".into(),
            received_at: "2026-03-02T09:41:00Z".parse().unwrap(),
            complainant: party("Marijke de Wit"),
            customer: Some(party("Vereniging van Eigenaars „De Brug”")),
            site: Some(party("").address),
            description: "Condens tussen de bladen.\nAl een week.".into(),
            category: "glass".into(),
            region: "oost".into(),
            reference: "O-2025-118".into(),
            about: vec![person],
            ..Registered::default()
        }
        .into(),
        Numbered {
            number: "GP-2026-0042".into(),
            procedure: None,
        }
        .into(),
        ProcedureApplied {
            procedure: FileHash::of(b"procedure"),
            version: 2,
            reason: "Nieuwe termijn voor de inspectie.".into(),
            by: Some(person),
        }
        .into(),
        DetailChanged {
            field: Field::Complainant(PartyField::Phone),
            value: "0687654321".into(),
        }
        .into(),
        ConflictResolved {
            key: "complainant.phone".into(),
            value: "0687654321".into(),
        }
        .into(),
        NoteAdded {
            text: "De sleutel ligt bij de buren.".into(),
        }
        .into(),
        Called {
            with: "Marijke de Wit".into(),
            no_answer: true,
            text: "Voicemail ingesproken.".into(),
        }
        .into(),
        ReceiptConfirmed {
            channel: "telephone".into(),
            text: "Wij bellen voor een afspraak.".into(),
        }
        .into(),
        InspectionRequested {
            reason: "Meet de kier.".into(),
        }
        .into(),
        VisitPlanned {
            visit,
            purpose: Purpose::Repair,
            technician: person,
            at: "2026-03-05T08:30:00Z".parse().unwrap(),
            minutes: 90,
            remark: "Bel een half uur van tevoren.".into(),
        }
        .into(),
        VisitCancelled {
            visit,
            reason: "De klant is met vakantie.".into(),
        }
        .into(),
        FindingRecorded {
            finding: FindingId(number(30)),
            visit: Some(visit),
            pane: Pane {
                room: "keuken".into(),
                element: "raam 2".into(),
            },
            fault: Fault::EdgeSeal,
            marks: vec![Mark { x: 0.25, y: 0.75 }],
            sketch: Some(FileHash::of(b"sketch")),
            measurements: vec![
                Measurement {
                    quantity: Quantity::Width,
                    value: 1180.0,
                },
                Measurement {
                    quantity: Quantity::RelativeHumidity,
                    value: 56.5,
                },
            ],
            viewing_distance: Some(2.0),
            light: Some(Light::DiffuseDaylight),
            cause: Some(Cause::Production),
            text: "Randafdichting laat los.".into(),
            photos: vec![photo(0), photo(1), photo(2)],
        }
        .into(),
        PhotoAdded {
            visit: Some(visit),
            photo: photo(3),
        }
        .into(),
        SignatureTaken {
            visit: Some(visit),
            name: "M. de Wit".into(),
            statement: "Het werk is gedaan.".into(),
            picture: FileHash::of(b"signature"),
            points: "[[1,2],[3,4]]".into(),
        }
        .into(),
        Visited {
            visit,
            purpose: Purpose::Inspection,
            advice: Some(Advice::Founded),
            reasons: "Binnen de garantie.".into(),
        }
        .into(),
        VisitFailed {
            visit,
            reason: FailedReason::NobodyHome,
            remark: "Briefje achtergelaten.".into(),
        }
        .into(),
        GlassOrdered {
            what: "4-16-4 HR++, 1180 × 940 mm".into(),
            expected: Some(day),
        }
        .into(),
        GlassArrived {}.into(),
        BroughtToMeeting { on: day }.into(),
        Ruled {
            ruling: "founded".into(),
            reasons: "De afdichting is lek.".into(),
            meeting: Some(day),
            with: vec![person],
            ..Ruled::default()
        }
        .into(),
        RemedyAssigned {
            to: person,
            what: "Vervang de ruit.".into(),
        }
        .into(),
        Repaired {
            visit: Some(visit),
            what: "Ruit vervangen.".into(),
            photos: vec![photo(4)],
        }
        .into(),
        NoticeSeen {
            notice: "founded_complaint".into(),
        }
        .into(),
        HandlerChanged {
            handling: Handling::Decentral,
            to: Some(person),
            reason: "Dichterbij.".into(),
        }
        .into(),
        OutcomeRecorded {
            channel: "email".into(),
            text: "Wij vervangen de ruit kosteloos.".into(),
            ..OutcomeRecorded::default()
        }
        .into(),
        Closed {
            remark: "Klant tevreden.".into(),
        }
        .into(),
        Reopened {
            reason: "Opnieuw condens.".into(),
        }
        .into(),
        Withdrawn {
            reason: "Zelf opgelost.".into(),
        }
        .into(),
        ParkedSettled {
            parked: EventId(number(40)),
            adopted: true,
            remark: "Overgenomen.".into(),
        }
        .into(),
        AdmissibilityDecided {
            rule: "too_late".into(),
            admitted: true,
            reason: "De klager lag in het ziekenhuis.".into(),
            channel: "email".into(),
            text: "Wij nemen uw klacht toch in behandeling.".into(),
        }
        .into(),
        SolvedInformally {
            text: "Gebeld; het was een misverstand.".into(),
        }
        .into(),
        MadeFormal {
            channel: "website".into(),
            text: "Formulier ingevuld.".into(),
        }
        .into(),
        NatureJudged {
            structural: true,
            reason: "De derde keer dit jaar.".into(),
        }
        .into(),
        ApproachAgreed {
            with: vec![person],
            text: "Elke vrijdag een bericht.".into(),
        }
        .into(),
        Informed {
            topic: "procedure".into(),
            person: Some(person),
            channel: "email".into(),
            text: "Zo gaat het verder.".into(),
        }
        .into(),
        PersonResponded {
            person,
            text: "Ik heb het anders ervaren.".into(),
        }
        .into(),
        InformationAsked {
            channel: "email".into(),
            text: "Stuurt u de factuur?".into(),
        }
        .into(),
        InformationReceived {
            text: "De factuur.".into(),
        }
        .into(),
        AppointmentMade {
            at: "2026-03-12T09:30:00Z".parse().unwrap(),
            place: "Op kantoor".into(),
            text: "Toelichting op het voorstel.".into(),
        }
        .into(),
        FeedbackDeclined {
            by: "De directie van De Linde".into(),
            reason: "Zij doet dit zelf.".into(),
        }
        .into(),
        TermChosen {
            obligation: "handling".into(),
            term: "8 weeks".parse().unwrap(),
            reason: "Er is onderzoek nodig.".into(),
        }
        .into(),
        ClockStopped {
            pause: "complainant_away".into(),
            reason: "Op vakantie tot 9 maart.".into(),
        }
        .into(),
        ClockResumed {
            pause: "complainant_away".into(),
            text: "Weer thuis.".into(),
        }
        .into(),
        TermExtended {
            obligation: "solution".into(),
            until: day,
            reason: "De leverancier antwoordt laat.".into(),
            channel: "email".into(),
            text: "Wij verwachten een oplossing op 9 maart.".into(),
        }
        .into(),
        ColleagueInvolved {
            person,
            what: "Kijk mee naar de oorzaak.".into(),
            through: Some(PersonId(number(21))),
        }
        .into(),
        ProposalMade {
            channel: "email".into(),
            text: "De helft van het bedrag terug.".into(),
        }
        .into(),
        ProposalAnswered {
            accepted: true,
            text: "Daar kan ik mee leven.".into(),
            channel: "telephone".into(),
        }
        .into(),
        Escalated {
            to: Role::Arbiter,
            person: Some(person),
            reason: "Drie voorstellen, geen akkoord.".into(),
            channel: "letter".into(),
            text: "Een onafhankelijke persoon kijkt ernaar.".into(),
        }
        .into(),
        MediationStarted {
            mediator: person,
            reason: "Het gaat over gedrag.".into(),
        }
        .into(),
        MediationEnded {
            solved: true,
            text: "Zij begrijpen elkaar.".into(),
        }
        .into(),
        DamageEstablished {
            since: "2026-03-01T11:00:00Z".parse().unwrap(),
            liable: "Glaspunt".into(),
            text: "Kras in de vloer.".into(),
        }
        .into(),
        ClaimFiled {
            channel: "letter".into(),
            received_at: "2026-03-10T08:00:00Z".parse().unwrap(),
            cents: Some(125_050),
            text: "Herstel van de vloer.".into(),
        }
        .into(),
        ClaimDecided {
            granted: Granted::Partly,
            cents: Some(80_000),
            reasons: "De vloer was al beschadigd.".into(),
        }
        .into(),
        CauseEstablished {
            cause: "planning".into(),
            text: "De opdracht was niet overgedragen.".into(),
            structural: Some(true),
        }
        .into(),
        MeasurePlanned {
            measure: MeasureId(number(50)),
            kind: "training".into(),
            what: "Overdracht op papier.".into(),
            owner: person,
            due: day,
        }
        .into(),
        MeasureChecked {
            measure: MeasureId(number(50)),
            effective: true,
            text: "Sindsdien niet meer gebeurd.".into(),
        }
        .into(),
        SatisfactionMeasured {
            score: Some(8),
            channel: "telephone".into(),
            text: "Snel en vriendelijk.".into(),
        }
        .into(),
    ]
}

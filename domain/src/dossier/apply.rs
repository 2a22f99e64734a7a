//! The fold: one event at a time.

use super::*;
use crate::record::Recorded;

impl Dossier {
    /// Folds a whole log; `None` while it does not begin with a registration.
    pub fn fold<'a>(log: impl IntoIterator<Item = &'a Recorded>) -> Option<Dossier> {
        let mut log = log.into_iter();
        let mut dossier = Dossier::open(log.next()?)?;
        for recorded in log {
            dossier.apply(recorded);
        }
        Some(dossier)
    }

    /// Begins a dossier with its registration.
    pub fn open(recorded: &Recorded) -> Option<Dossier> {
        let Some(Event::Registered(e)) = recorded.envelope.payload.event() else {
            return None;
        };
        let mut dossier = Dossier {
            id: recorded.envelope.dossier,
            head: 0,
            head_hash: HeadHash::default(),
            number: None,
            procedure: None,
            kind: e.kind.clone(),
            channel: e.channel.clone(),
            received_at: e.received_at.min(recorded.received_at),
            registered_by: recorded.envelope.author,
            complainant: e.complainant.clone(),
            customer: e.customer.clone(),
            site: e.site.clone(),
            description: e.description.clone(),
            category: e.category.clone(),
            region: e.region.clone(),
            reference: e.reference.clone(),
            arisen_on: e.arisen_on.clone(),
            impact: e.impact.clone(),
            severity: e.severity.clone(),
            about: e.about.iter().copied().collect(),
            handling: Handling::Central,
            handler: None,
            inspection_requested: false,
            visits: vec![],
            findings: vec![],
            photos: vec![],
            signatures: vec![],
            meeting: None,
            ruling: None,
            remedy: None,
            repairs: vec![],
            glass_expected: None,
            receipt_confirmed: false,
            outcome: None,
            course: Course::default(),
            status: Status::Open,
            notices_seen: BTreeMap::new(),
            conflicts: BTreeMap::new(),
            settled: BTreeSet::new(),
            occurrences: vec![],
            assignments: vec![],
            unknown: vec![],
            set: BTreeMap::new(),
        };
        let at = dossier.received_at;
        dossier.advance(recorded, &Event::Registered(e), at);
        Some(dossier)
    }

    /// Folds one more event.
    pub fn apply(&mut self, recorded: &Recorded) {
        let Some(event) = recorded.envelope.payload.event() else {
            self.unknown.push(recorded.position);
            self.step_head(recorded);
            return;
        };
        self.change(&event, recorded);
        // What began before it was written down counts from when it began.
        let at = match &event {
            Event::DamageEstablished(e) => e.since.min(recorded.at()),
            Event::ClaimFiled(e) => e.received_at.min(recorded.at()),
            _ => recorded.at(),
        };
        self.advance(recorded, &event, at);
    }

    fn step_head(&mut self, recorded: &Recorded) {
        self.head = recorded.position;
        self.head_hash = self
            .head_hash
            .then(recorded.envelope.id, &recorded.envelope.hash);
    }

    fn advance(&mut self, recorded: &Recorded, event: &Event, at: DateTime<Utc>) {
        self.step_head(recorded);
        let triggers = event.triggers();
        let device = recorded.envelope.device;
        self.occurrences.push(Occurrence {
            position: recorded.position,
            at,
            device,
            triggers,
        });
    }

    fn change(&mut self, event: &Event, recorded: &Recorded) {
        let position = recorded.position;
        match event {
            // A second registration of one dossier cannot be; admission refuses it.
            Event::Registered(_) => {}
            Event::Numbered(e) => {
                self.number = Some(e.number.clone());
                self.procedure.clone_from(&e.procedure);
            }
            Event::ProcedureApplied(e) => self.procedure = Some(e.procedure.clone()),
            Event::DetailChanged(e) => {
                let current = self.value(e.field).to_owned();
                self.note_setting(&e.field.to_string(), &current, &e.value, recorded);
                self.set_value(e.field, e.value.clone());
            }
            Event::ConflictResolved(e) => {
                if let Ok(field) = e.key.parse::<Field>() {
                    self.set_value(field, e.value.clone());
                } else if let Some(id) = e.key.strip_prefix("visit.").and_then(|id| id.parse().ok())
                {
                    self.replan(id, &e.value, position);
                }
                self.resolve(&e.key, recorded);
            }
            Event::NoteAdded(_) | Event::Called(_) => {}
            Event::ReceiptConfirmed(_) => self.receipt_confirmed = true,
            Event::InspectionRequested(_) => self.inspection_requested = true,
            Event::VisitPlanned(e) => self.plan(e, recorded),
            Event::VisitCancelled(e) => self.cancel(e.visit, recorded),
            Event::FindingRecorded(e) => self.findings.push(made(recorded, e)),
            Event::PhotoAdded(e) => self.photos.push(made(recorded, &e.photo)),
            Event::SignatureTaken(e) => self.signatures.push(made(recorded, e)),
            Event::Visited(e) => {
                self.end_visit(e.visit, VisitState::Done(e.clone()), recorded.at());
            }
            Event::VisitFailed(e) => {
                self.end_visit(e.visit, VisitState::Failed(e.reason), recorded.at());
            }
            Event::GlassOrdered(e) => self.glass_expected = Some(e.clone()),
            Event::GlassArrived(_) => self.glass_expected = None,
            Event::BroughtToMeeting(e) => self.meeting = Some(e.on),
            Event::Ruled(e) => self.ruling = Some(made(recorded, e)),
            Event::RemedyAssigned(e) => {
                let earlier = self.remedy.replace(made(recorded, e)).map(|r| r.what.to);
                if let Some(earlier) = earlier.filter(|to| *to != e.to) {
                    self.end_assignment(earlier, position);
                }
                self.assign(e.to, position);
            }
            Event::Repaired(e) => self.repairs.push(made(recorded, e)),
            Event::NoticeSeen(e) => {
                self.notices_seen
                    .entry(e.notice.clone())
                    .or_default()
                    .insert(recorded.envelope.author);
            }
            Event::HandlerChanged(e) => {
                self.handling = e.handling;
                let earlier = std::mem::replace(&mut self.handler, e.to);
                if let Some(earlier) = earlier.filter(|earlier| Some(*earlier) != e.to) {
                    self.end_assignment(earlier, position);
                }
                if let Some(to) = e.to {
                    self.assign(to, position);
                }
            }
            Event::OutcomeRecorded(e) => self.outcome = Some(made(recorded, e)),
            Event::Closed(_) => self.end(Status::Closed, recorded),
            Event::Withdrawn(_) => self.end(Status::Withdrawn, recorded),
            Event::SolvedInformally(_) => self.end(Status::Closed, recorded),
            Event::AdmissibilityDecided(e) if !e.admitted => {
                self.end(Status::NotAdmitted, recorded);
            }
            Event::Reopened(_) => {
                self.status = Status::Open;
                self.ruling = None;
                self.remedy = None;
                self.outcome = None;
                self.meeting = None;
                self.course.begin_again();
                if let Some(handler) = self.handler {
                    self.assign(handler, position);
                }
            }
            Event::ParkedSettled(e) => {
                self.settled.insert(e.parked);
            }
            Event::ColleagueInvolved(e) => self.involve(Some(e.person), position),
            Event::Escalated(e) => self.involve(e.person, position),
            Event::MediationStarted(e) => self.involve(Some(e.mediator), position),
            _ => {}
        }
        let owners = |dossier: &Dossier| -> BTreeSet<PersonId> {
            let open = dossier.course.open_measures();
            open.map(|measure| measure.planned.what.owner).collect()
        };
        let before = owners(self);
        self.course.change(event, recorded);
        // A measure is work here as well, also when the handling is over.
        let now = owners(self);
        now.difference(&before)
            .for_each(|owner| self.assign(*owner, position));
        before
            .difference(&now)
            .for_each(|owner| self.end_assignment(*owner, position));
    }

    /// Gives someone work here, as long as there is work.
    fn involve(&mut self, person: Option<PersonId>, position: u64) {
        if let Some(person) = person.filter(|_| self.is_open()) {
            self.assign(person, position);
        }
    }

    /// Sets a field, whatever it held.
    fn set_value(&mut self, field: Field, value: String) {
        match field {
            Field::Complainant(part) => *self.complainant.part_mut(part) = value,
            Field::Customer(part) => *self.customer.get_or_insert_default().part_mut(part) = value,
            Field::Site(part) => *self.site.get_or_insert_default().part_mut(part) = value,
            Field::Description => self.description = value,
            Field::Category => self.category = value,
            Field::Region => self.region = value,
            Field::Reference => self.reference = value,
            Field::ArisenOn => self.arisen_on = value,
            Field::Impact => self.impact = value,
            Field::Severity => self.severity = value,
        }
    }

    fn plan(&mut self, e: &VisitPlanned, recorded: &Recorded) {
        let key = format!("visit.{}", e.visit);
        let current = self
            .visit(e.visit)
            .map(|v| plan_value(v.technician, v.at))
            .unwrap_or_default();
        self.note_setting(&key, &current, &plan_value(e.technician, e.at), recorded);
        let visit = Visit {
            id: e.visit,
            purpose: e.purpose,
            technician: e.technician,
            at: e.at,
            minutes: e.minutes,
            remark: e.remark.clone(),
            state: VisitState::Planned,
            ended: None,
        };
        let earlier = match self.visits.iter_mut().find(|v| v.id == e.visit) {
            Some(old) => Some(std::mem::replace(old, visit).technician),
            None => {
                self.visits.push(visit);
                None
            }
        };
        if let Some(earlier) = earlier.filter(|earlier| *earlier != e.technician) {
            self.end_assignment(earlier, recorded.position);
        }
        self.assign(e.technician, recorded.position);
    }

    /// Gives a visit the planning that was chosen between two.
    fn replan(&mut self, id: VisitId, value: &str, position: u64) {
        let chosen = value
            .split_once('|')
            .and_then(|(who, at)| Some((who.parse().ok()?, at.parse().ok()?)));
        let Some((technician, at)) = chosen else {
            return;
        };
        let Some(visit) = self.visits.iter_mut().find(|visit| visit.id == id) else {
            return;
        };
        let earlier = std::mem::replace(&mut visit.technician, technician);
        visit.at = at;
        if earlier != technician {
            self.end_assignment(earlier, position);
        }
        self.assign(technician, position);
    }

    fn cancel(&mut self, id: VisitId, recorded: &Recorded) {
        let Some(technician) = self.visit(id).map(|v| v.technician) else {
            return;
        };
        self.end_visit(id, VisitState::Cancelled, recorded.at());
        self.end_assignment(technician, recorded.position);
    }

    fn end_visit(&mut self, id: VisitId, state: VisitState, at: DateTime<Utc>) {
        if let Some(visit) = self.visits.iter_mut().find(|visit| visit.id == id) {
            visit.state = state;
            visit.ended = Some(at);
        }
    }

    fn assign(&mut self, person: PersonId, position: u64) {
        if !self.assigned(person) {
            self.assignments.push(Assignment {
                person,
                from: position,
                until: None,
            });
        }
    }

    /// Ends a person's work here, unless another visit or the remedy still asks for them.
    fn end_assignment(&mut self, person: PersonId, position: u64) {
        let visits = self
            .visits
            .iter()
            .any(|v| v.technician == person && v.state != VisitState::Cancelled);
        let still_needed = visits
            || self.remedy.as_ref().is_some_and(|r| r.what.to == person)
            || self.handler == Some(person)
            || self.course.involved.contains(&person);
        let still_needed = (still_needed && self.is_open()) || self.course.has_measure(person);
        if still_needed {
            return;
        }
        for assignment in self
            .assignments
            .iter_mut()
            .filter(|a| a.person == person && a.until.is_none())
        {
            assignment.until = Some(position);
        }
    }

    /// Ends the handling: nobody has work here any more, and what was still planned does not go on.
    fn end(&mut self, status: Status, recorded: &Recorded) {
        self.status = status;
        let position = recorded.position;
        for visit in &mut self.visits {
            if visit.state == VisitState::Planned {
                visit.state = VisitState::Cancelled;
                visit.ended = Some(recorded.at());
            }
        }
        let course = &self.course;
        for assignment in self.assignments.iter_mut().filter(|a| a.until.is_none()) {
            if !course.has_measure(assignment.person) {
                assignment.until = Some(position);
            }
        }
    }
}

/// A planned visit as a value that can conflict: who and when.
fn plan_value(technician: PersonId, at: DateTime<Utc>) -> String {
    format!("{technician}|{}", at.to_rfc3339())
}

fn made<T: Clone>(recorded: &Recorded, what: &T) -> Made<T> {
    Made {
        by: recorded.envelope.author,
        at: recorded.at(),
        what: what.clone(),
    }
}

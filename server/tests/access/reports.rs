//! Reports over a period, over real HTTP and for every role: who makes, reads and decides is whom the procedure names,
//! what was sent stays as it was, and nobody's name is in it.

use crate::common::TestServer;
use crate::ground::{Ground, Someone};
use chrono::{NaiveTime, Utc};
use domain::admit::Verdict;
use domain::id::DossierId;
use domain::procedure::Report;
use domain::report::Period;
use reqwest::StatusCode;
use serde_json::{Value, json};

/// A report of an organisation, made, sent, read and decided upon by each of its people in turn.
struct Made<'a> {
    server: &'a TestServer,
    ground: &'a Ground,
    rule: &'a Report,
    period: Period,
}

impl Made<'_> {
    fn makes(&self, someone: &Someone) -> bool {
        self.ground.procedure.makes(&someone.actor, self.rule)
    }

    /// A complaint that was received in the period.
    async fn happens(&self) {
        let ground = self.ground;
        let mut report = ground.report("noord");
        let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap();
        report.received_at = ground.procedure.calendar.at(self.period.from, noon);
        report.arisen_on = self.period.from.to_string();
        report.complainant.name = "Wilhelmina Proefpersoon".into();
        let said = ground
            .anna
            .says(DossierId(uuid::Uuid::now_v7()), 0, &report.into());
        let receipts = ground.anna.pushes(vec![said]).await;
        assert_eq!(receipts[0].verdict, Verdict::Accepted);
    }

    async fn saves(&self, by: &Someone, report: &Value, words: (&str, &str), and: &str) -> Value {
        let draft = json!({ "draft": {
            "id": report["id"], "revision": report["revision"], "analysis": words.0, "advice": words.1, "and": and,
        } });
        by.browser.calls("save-report", draft).await.1
    }

    /// Who may make it begins it; nobody else does. The draft.
    async fn begun(&self) -> Value {
        let arguments = json!({ "report": self.rule.id, "period": self.period });
        let mut id = Value::Null;
        for someone in &self.ground.people {
            let (status, answer) = (someone.browser)
                .calls("begin-report", arguments.clone())
                .await;
            if self.makes(someone) {
                assert_eq!(status, StatusCode::OK, "{answer}");
                // A second maker gets the one that there is.
                assert!(id.is_null() || id == answer);
                id = answer;
            } else {
                assert_eq!(answer, json!("NotAllowed"), "{:?}", someone.actor.roles);
            }
        }
        assert!(id.is_string(), "nobody makes {}", self.rule.id);
        self.seen_by(&id, |someone| self.makes(someone)).await;
        let maker = self.maker();
        maker.browser.calls("report", json!({ "id": id })).await.1
    }

    fn maker(&self) -> &Someone {
        let mut people = self.ground.people.iter();
        people.find(|someone| self.makes(someone)).unwrap()
    }

    /// It is read by and listed for those only.
    async fn seen_by(&self, id: &Value, right: impl Fn(&Someone) -> bool) {
        for someone in &self.ground.people {
            let (status, answer) = someone.browser.calls("report", json!({ "id": id })).await;
            let who = &someone.actor.roles;
            assert_eq!(status == StatusCode::OK, right(someone), "{who:?} {answer}");
            let (_, list) = someone.browser.calls("reports", json!({})).await;
            let listed = list["listed"].as_array().cloned().unwrap_or_default();
            let found = listed.iter().any(|one| one["id"] == *id);
            assert_eq!(found, right(someone), "{who:?} {list}");
        }
    }
}

/// Makes a report from beginning to end, and looks at each step with every role's eyes.
async fn goes(procedure: &str, report: &str) {
    let server = TestServer::start().await;
    let ground = Ground::of(&server, "oost", procedure).await;
    let rule = ground.procedure.report(report).unwrap();
    let today = ground.procedure.calendar.wall(Utc::now()).date();
    let period = rule.ended(today).next().unwrap();
    let made = Made {
        server: &server,
        ground: &ground,
        rule,
        period,
    };
    let owed = |list: &Value| {
        let unmade = list["unmade"].as_array().unwrap().clone();
        let mine = |one: &&Value| one["title"]["report"] == report && one["owed"] == true;
        unmade.iter().filter(mine).count()
    };
    let asked = || async { made.maker().browser.calls("reports", json!({})).await.1 };
    assert_eq!(owed(&asked().await), 0, "nothing was ever received");
    made.happens().await;
    assert_eq!(owed(&asked().await), 1);

    let draft = made.begun().await;
    assert_eq!(owed(&asked().await), 0);
    assert_eq!(draft["figures"]["received"], 1);
    let maker = made.maker();
    for someone in ground.people.iter().filter(|someone| !made.makes(someone)) {
        let answer = made.saves(someone, &draft, ("x", "y"), "keep").await;
        let refused = answer == json!("NotAllowed") || answer["Refused"].is_object();
        assert!(refused, "{:?} {answer}", someone.actor.roles);
    }

    // What happens meanwhile changes nothing until it is counted again.
    made.happens().await;
    let kept = made
        .saves(maker, &draft, ("Het ging goed.", ""), "keep")
        .await;
    assert_eq!(
        (&kept["figures"]["received"], &kept["revision"]),
        (&json!(1), &json!(2))
    );
    let stale = made
        .saves(maker, &draft, ("Van een ander.", ""), "keep")
        .await;
    assert!(stale["Refused"].is_object(), "{stale}");
    let counted = made
        .saves(maker, &kept, ("Het ging goed.", ""), "count")
        .await;
    assert_eq!(counted["figures"]["received"], 2);

    let empty = made
        .saves(maker, &counted, ("  ", "Ga zo door."), "send")
        .await;
    assert!(empty["Refused"].is_object(), "{empty}");
    if rule.advice {
        let without = made
            .saves(maker, &counted, ("Het ging goed.", ""), "send")
            .await;
        assert!(without["Refused"].is_object(), "{without}");
    }
    if rule.anonymous {
        let named = "Vooral wilhelmina  proefpersoon klaagde.";
        let refused = made
            .saves(maker, &counted, (named, "Ga zo door."), "send")
            .await;
        let told = refused["Refused"]["nl"].as_str().unwrap_or_default();
        assert!(told.contains("Wilhelmina Proefpersoon"), "{refused}");
    }
    made.seen_by(&counted["id"], |someone| made.makes(someone))
        .await;
    let sent = made
        .saves(maker, &counted, ("Het ging goed.", "Ga zo door."), "send")
        .await;
    assert!(sent["sent_at"].is_string(), "{sent}");
    assert_eq!(
        (&sent["may_write"], &sent["by"]),
        (&json!(false), &json!(maker.id()))
    );
    assert!(!sent.to_string().contains("Proefpersoon"), "{sent}");

    let procedure = &ground.procedure;
    made.seen_by(&sent["id"], |someone| procedure.reads(&someone.actor, rule))
        .await;
    let again = made
        .saves(maker, &sent, ("Toch niet.", "Nee."), "keep")
        .await;
    assert!(again["Refused"].is_object(), "{again}");
    is_fixed(&made, &sent).await;
    let decisions = decide(&made, &sent).await;
    assert_eq!(decisions > 0, !rule.decided_by.is_empty());
}

/// Not even a query that forgets itself changes what was sent.
async fn is_fixed(made: &Made<'_>, sent: &Value) {
    let database = &made.server.state.database;
    let organisation = made.ground.anna.actor.organisation;
    let mut transaction = database.organisation(organisation).await.unwrap();
    let id: uuid::Uuid = sent["id"].as_str().unwrap().parse().unwrap();
    let changed = sqlx::query("update reports set analysis = 'anders' where id = $1")
        .bind(id)
        .execute(&mut *transaction)
        .await
        .unwrap();
    assert_eq!(changed.rows_affected(), 0);
    let removed = sqlx::query("delete from reports where id = $1")
        .bind(id)
        .execute(&mut *transaction)
        .await;
    assert!(removed.is_err(), "{removed:?}");
}

/// Everybody tries to decide on it; how many could.
async fn decide(made: &Made<'_>, sent: &Value) -> usize {
    let procedure = &made.ground.procedure;
    let mut decisions = 0;
    for someone in &made.ground.people {
        let right = procedure.decides_on(&someone.actor, made.rule);
        let (_, list) = someone.browser.calls("reports", json!({})).await;
        let listed = list["listed"].as_array().cloned().unwrap_or_default();
        let waits = listed
            .iter()
            .any(|one| one["id"] == sent["id"] && one["to_decide"] == true);
        assert_eq!(waits, right && decisions == 0, "{:?}", someone.actor.roles);
        let text = json!({ "id": sent["id"], "text": "Wij kopen betere kit." });
        let (status, answer) = someone.browser.calls("decide-on-report", text).await;
        assert_eq!(status == StatusCode::OK, right, "{answer}");
        if right {
            decisions += 1;
            let told = answer["decided"].as_array().unwrap();
            assert_eq!(told.len(), decisions);
            assert_eq!(told[decisions - 1]["by"], json!(someone.id()));
        }
    }
    decisions
}

#[tokio::test]
async fn gp_11_the_coordinator_sends_an_anonymous_report_and_only_whom_it_is_for_reads_it() {
    goes("glaspunt", "periodic").await;
}

#[tokio::test]
async fn lu_10_the_yearly_analysis_goes_to_management_with_an_advice() {
    goes("lucide", "yearly").await;
}

#[tokio::test]
async fn lg_11_the_director_reports_to_the_organisation() {
    goes("lagant", "periodic").await;
}

#[tokio::test]
async fn lg_11_the_director_makes_a_yearly_analysis_with_recommendations() {
    goes("lagant", "yearly").await;
}

#[tokio::test]
async fn gw_10_the_officer_reports_yearly_with_analysis_and_recommendations() {
    goes("gelukwerkt", "yearly").await;
}

#[tokio::test]
async fn gw_11_the_owners_decide_on_the_yearly_report_and_present_measures_to_all() {
    goes("gelukwerkt", "yearly").await;
    goes("gelukwerkt", "measures").await;
}

#[tokio::test]
async fn fc_09_the_analysis_goes_to_director_and_project_leader() {
    goes("flow-concepts", "analysis").await;
}

/// A report of one organisation is nobody's elsewhere, and a period that runs or is made up has none.
#[tokio::test]
async fn no_report_of_another_organisation_or_of_a_period_that_is_not() {
    let server = TestServer::start().await;
    let (own, other) = (
        Ground::of(&server, "oost", "glaspunt").await,
        Ground::of(&server, "west", "glaspunt").await,
    );
    let rule = own.procedure.report("periodic").unwrap();
    let today = own.procedure.calendar.wall(Utc::now()).date();
    let period = rule.ended(today).next().unwrap();
    let begin = |period: Period| json!({ "report": "periodic", "period": period });
    let (_, id) = own.anna.browser.calls("begin-report", begin(period)).await;
    assert!(id.is_string(), "{id}");
    let (_, answer) = other
        .anna
        .browser
        .calls("report", json!({ "id": id }))
        .await;
    assert!(answer["Refused"].is_object(), "{answer}");
    let running = rule.period_of(today).unwrap();
    let shifted = Period {
        from: period.from.succ_opt().unwrap(),
        ..period
    };
    for wrong in [running, shifted] {
        let (_, answer) = own.anna.browser.calls("begin-report", begin(wrong)).await;
        assert!(answer["Refused"].is_object(), "{wrong:?} {answer}");
    }
}

//! Searching the texts of all dossiers that a person may see.

use super::sight::Sight;
use super::{JournalError, PostgresJournal, words};
use app::api::search::Hit;
use domain::id::DossierId;

/// Most answers.
const MOST: i64 = 50;
/// Most words of a question, and most letters of one.
const WORDS: usize = 12;
const LETTERS: usize = 60;
/// Length of an excerpt in characters.
const EXCERPT: usize = 160;

impl PostgresJournal {
    /// Dossiers in which all words of a question occur, whole or as a beginning, best first.
    pub(super) async fn hits(&self, question: &str) -> Result<Vec<Hit>, JournalError> {
        let asked = words::plain(question);
        let asked: Vec<String> = asked
            .split(' ')
            .filter(|word| !word.is_empty())
            .take(WORDS)
            .map(|w| w.chars().take(LETTERS).collect())
            .collect();
        if asked.is_empty() {
            return Ok(vec![]);
        }
        let sight = Sight::of(&self.actor, &self.today.procedure);
        let mut transaction = self.database.organisation(self.actor.organisation).await?;
        let rows = sqlx::query!(
            r#"with asked as (
                 select to_tsquery('dutch_words', $8) || to_tsquery('plain_words', $8) || to_tsquery('plain_words', $9)
                   as query
               )
               select d.id as "id!", d.number, d.complainant as "complainant!", t.content as "content!"
               from asked, visible($1, $2, $3, $4, $5, $6, $7) d
               join texts t on t.organisation = $1 and t.dossier = d.id
               where t.words @@ asked.query
               order by ts_rank(t.words, asked.query) desc, d.received_at desc, d.id
               limit $10"#,
            sight.organisation,
            sight.person,
            sight.whole,
            &sight.regions,
            &sight.decentral,
            sight.works,
            &sight.roles,
            beginnings(&asked),
            digits(&asked).unwrap_or_else(|| beginnings(&asked)),
            MOST
        )
        .fetch_all(&mut *transaction)
        .await?;
        let hit = |id, number, complainant, content: &str| Hit {
            dossier: DossierId(id),
            number,
            complainant,
            excerpt: excerpt(content, &asked),
        };
        Ok(rows
            .into_iter()
            .map(|row| hit(row.id, row.number, row.complainant, &row.content))
            .collect())
    }
}

/// `lekk:* & ruit:*`: all words, each at least as a beginning.
fn beginnings(asked: &[String]) -> String {
    asked
        .iter()
        .map(|word| format!("{word}:*"))
        .collect::<Vec<_>>()
        .join(" & ")
}

/// `06 1234 5678` is a telephone number that was written in parts: `0612345678:*`.
fn digits(asked: &[String]) -> Option<String> {
    let joined = asked.concat();
    (joined.len() >= 4 && joined.bytes().all(|b| b.is_ascii_digit())).then(|| format!("{joined}:*"))
}

/// The first line in which a word was found, from shortly before it.
fn excerpt(content: &str, asked: &[String]) -> String {
    let found = content.lines().find_map(|line| {
        let lower = line.to_lowercase();
        asked
            .iter()
            .filter_map(|word| lower.find(word.as_str()))
            .min()
            .map(|at| (line, lower[..at].chars().count()))
    });
    let (line, at) = found.unwrap_or_else(|| (content.lines().next().unwrap_or_default(), 0));
    let start = line.chars().take(at.saturating_sub(40)).collect::<String>();
    let start = start.rfind(' ').map_or(0, |space| space + 1);
    let rest = &line[start..];
    let mut shown: String = rest.chars().take(EXCERPT).collect();
    if start > 0 {
        shown.insert_str(0, "… ");
    }
    if rest.chars().count() > EXCERPT {
        shown.push_str(" …");
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_shows_the_place() {
        let long = format!(
            "{} Er zit condens tussen de bladen. {}",
            "woord ".repeat(40),
            "daarna ".repeat(60)
        );
        let asked = ["condens".to_owned()];
        let shown = excerpt(&format!("GP-2026-0001\n{long}"), &asked);
        assert!(
            shown.starts_with("… ") && shown.ends_with(" …") && shown.contains("condens"),
            "{shown}"
        );
        assert_eq!(
            excerpt("Jan Jansen\nKras in het glas", &asked),
            "Jan Jansen"
        );
        assert_eq!(excerpt("", &asked), "");
        assert_eq!(excerpt("İİİ condens", &asked), "İİİ condens");
    }

    #[test]
    fn parts_of_a_telephone_number_are_one() {
        let asked = ["06", "1234", "5678"].map(str::to_owned);
        assert_eq!(digits(&asked).as_deref(), Some("0612345678:*"));
        assert_eq!(digits(&["ruit".to_owned()]), None);
    }
}

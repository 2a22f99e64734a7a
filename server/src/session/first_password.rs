//! First passwords: the server makes one for whom an administrator lets in. It opens nothing but choosing one's own, and
//! only for some days.

use super::password::Passwords;
use app::api::account::FirstPassword;
use chrono::{SubsecRound, TimeDelta, Utc};
use totp_rs::Secret;

/// How long one may be used: somebody who begins on Monday gets it the week before.
pub const LASTS: TimeDelta = TimeDelta::days(7);
/// Letters and digits of one; five random bits each, 80 in all.
const LENGTH: usize = 16;

/// A new one, and the hash under which it is kept. It is shown once and written down nowhere.
pub async fn made(passwords: &Passwords) -> anyhow::Result<(FirstPassword, String)> {
    let password = words(&Secret::generate().to_base32());
    let hash = passwords.hash(password.clone()).await?;
    let until = (Utc::now() + LASTS).trunc_subsecs(0);
    Ok((FirstPassword { password, until }, hash))
}

/// In groups of four small letters and digits, to be told over the telephone; 0 and 1 do not occur.
fn words(base32: &str) -> String {
    let letters: Vec<char> = base32
        .chars()
        .take(LENGTH)
        .flat_map(char::to_lowercase)
        .collect();
    let groups: Vec<String> = letters
        .chunks(4)
        .map(|group| group.iter().collect())
        .collect();
    groups.join("-")
}

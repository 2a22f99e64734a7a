//! What an account must have, checked before the database is asked.

use app::api::ApiError;
use app::api::account::AccountDraft;

/// The draft without stray spaces, when it can be an account.
pub fn checked(draft: AccountDraft) -> Result<AccountDraft, ApiError> {
    let draft = AccountDraft {
        name: draft.name.split_whitespace().collect::<Vec<_>>().join(" "),
        email: draft.email.trim().to_lowercase(),
        ..draft
    };
    let too_long = draft.name.chars().count() > 200;
    if draft.name.is_empty() || too_long || draft.name.chars().any(char::is_control) {
        return Err(refused("Vul een naam in.", "Enter a name."));
    }
    if !looks_like_email(&draft.email) {
        return Err(refused(
            "Dit is geen e-mailadres. Schrijf het als naam@voorbeeld.nl.",
            "This is no e-mail address. Write it as name@example.com.",
        ));
    }
    if draft.active && draft.roles.is_empty() {
        return Err(refused(
            "Kies minstens één rol.",
            "Choose at least one role.",
        ));
    }
    Ok(draft)
}

/// Something, an at sign, and a domain with a dot; whether mail arrives there only mail can tell.
fn looks_like_email(text: &str) -> bool {
    let fits = |part: &str| {
        !part.is_empty() && !part.contains(|c: char| c.is_whitespace() || c.is_control())
    };
    text.chars().count() <= 254
        && text.split_once('@').is_some_and(|(name, domain)| {
            let whole = !domain.contains('@') && !domain.starts_with('.') && !domain.ends_with('.');
            fits(name) && fits(domain) && whole && domain.contains('.')
        })
}

/// A refusal in both languages.
pub fn refused(nl: &str, en: &str) -> ApiError {
    ApiError::Refused {
        nl: nl.to_owned(),
        en: en.to_owned(),
    }
}

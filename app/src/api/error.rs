//! The one error of the server functions. It speaks of the transport and of rights to it; what becomes of an event
//! is told by receipts.

use domain::language::Language;
use serde::{Deserialize, Serialize};
use server_fn::codec::JsonEncoding;
use server_fn::error::{FromServerFnError, ServerFnErrorErr};
use sync::engine::Failure;
use thiserror::Error;

/// Why a question got no answer.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum ApiError {
    /// The server could not be reached, or something else answered in its place.
    #[error("unreachable: {0}")]
    Unreachable(String),
    /// Nobody is signed in, or the session ended.
    #[error("signed out")]
    SignedOut,
    /// Name or password is wrong.
    #[error("wrong name or password")]
    WrongPassword,
    /// Name and password are right; the second step is to come.
    #[error("a code is needed")]
    CodeNeeded,
    /// The code is wrong, too old, or was used before.
    #[error("wrong code")]
    WrongCode,
    /// The organisation asks for a second step, and there is none yet.
    #[error("a second step is needed")]
    SecondStepNeeded,
    /// The password was made by somebody else, and the person has not chosen their own yet.
    #[error("a password of one's own is needed")]
    PasswordNeeded,
    /// The password is to be given again, because it was not for some minutes.
    #[error("the password is needed again")]
    PasswordAgain,
    /// This device was called lost: it removes its copies.
    #[error("withdrawn")]
    Withdrawn,
    /// Too many tries; wait this many seconds.
    #[error("too many tries")]
    Wait(u64),
    /// Not for this person.
    #[error("not allowed")]
    NotAllowed,
    /// What was sent cannot be right; says what would be, in the person's language.
    #[error("{nl}")]
    Refused { nl: String, en: String },
    /// The server failed; it has noted why.
    #[error("server failure")]
    Failure,
}

impl ApiError {
    /// What it means for sending and fetching; the words are for whoever must see why something stays.
    pub fn for_the_engine(&self, language: Language) -> Failure {
        match self {
            ApiError::SignedOut
            | ApiError::SecondStepNeeded
            | ApiError::PasswordNeeded
            | ApiError::CodeNeeded
            | ApiError::WrongCode
            | ApiError::Withdrawn => Failure::SignedOut,
            ApiError::Unreachable(_) | ApiError::Wait(_) => Failure::Transport,
            ApiError::Failure => Failure::Server,
            ApiError::NotAllowed
            | ApiError::WrongPassword
            | ApiError::PasswordAgain
            | ApiError::Refused { .. } => Failure::Permanent(self.message(language)),
        }
    }

    /// What is the matter and what to do next.
    pub fn message(&self, language: Language) -> String {
        match self {
            ApiError::Unreachable(_) => language.pick(
                "De server is niet bereikbaar. Wat u vastlegt blijft op dit toestel staan en wordt later verzonden.",
                "The server cannot be reached. What you record stays on this device and is sent later.",
            ),
            ApiError::SignedOut => language.pick("Meld u opnieuw aan.", "Sign in again."),
            ApiError::WrongPassword => language.pick(
                "Naam of wachtwoord klopt niet. Probeer het opnieuw.",
                "The name or password is not right. Try again.",
            ),
            ApiError::CodeNeeded => language.pick(
                "Geef ook de code uit uw app.",
                "Give the code from your app too.",
            ),
            ApiError::WrongCode => language.pick(
                "Deze code klopt niet of is al gebruikt. Wacht op de volgende code in uw app.",
                "This code is not right or was used before. Wait for the next code in your app.",
            ),
            ApiError::SecondStepNeeded => language.pick(
                "Uw organisatie vraagt een tweede stap bij het aanmelden. Meld u opnieuw aan en stel die in.",
                "Your organisation asks for a second step when signing in. Sign in again and set it up.",
            ),
            ApiError::PasswordNeeded => language.pick(
                "Meld u opnieuw aan en kies uw eigen wachtwoord.",
                "Sign in again and choose your own password.",
            ),
            ApiError::PasswordAgain => language.pick(
                "Geef uw wachtwoord nog een keer.",
                "Give your password once more.",
            ),
            ApiError::Withdrawn => language.pick(
                "Dit toestel is als kwijt gemeld. Wat erop stond is gewist.",
                "This device was reported lost. What was on it has been removed.",
            ),
            ApiError::Wait(seconds) => {
                return match language {
                    Language::Nl => format!("Te veel pogingen. Probeer het over {seconds} seconden opnieuw."),
                    Language::En => format!("Too many tries. Try again in {seconds} seconds."),
                };
            }
            ApiError::NotAllowed => language.pick("Hiervoor hebt u geen recht.", "You have no right to this."),
            ApiError::Refused { nl, en } => return language.pick(nl, en).clone(),
            ApiError::Failure => language.pick(
                "Er ging iets mis op de server. Probeer het straks opnieuw.",
                "Something went wrong on the server. Try again later.",
            ),
        }
        .to_owned()
    }
}

impl FromServerFnError for ApiError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(value: ServerFnErrorErr) -> Self {
        let not_understood = ApiError::Refused {
            nl: "De server begreep de vraag niet. Werk Glashelder bij.".into(),
            en: "The server did not understand the question. Update Glashelder.".into(),
        };
        match value {
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => not_understood,
            // On the server it is the question that could not be read; on a device, an answer of something else.
            ServerFnErrorErr::Deserialization(_) if cfg!(feature = "ssr") => not_understood,
            ServerFnErrorErr::ServerError(_) | ServerFnErrorErr::MiddlewareError(_) => {
                ApiError::Failure
            }
            other => ApiError::Unreachable(other.to_string()),
        }
    }
}

//! The journal of dossiers in Postgres, for one signed-in person.

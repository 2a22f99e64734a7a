//! Demo data: made once, in an empty database, and never by `glashelder serve`.

use super::place::Place;
use crate::database::Database;
use crate::session::password::Passwords;
use crate::state::AppState;
use anyhow::bail;
use domain::id::OrganisationId;
use uuid::Uuid;

/// The password of every demo account; printed at every start.
const PASSWORD: &str = "glashelder-demo";

/// Whether nobody has used the database yet.
pub async fn is_empty(database: &Database) -> anyhow::Result<bool> {
    let organisations = sqlx::query_scalar!(r#"select count(*) as "count!" from organisations"#)
        .fetch_one(database.pool())
        .await?;
    Ok(organisations == 0)
}

/// `glashelder seed`.
pub async fn seed(place: Place) -> anyhow::Result<()> {
    let opened = place.open().await?;
    let seeded = match is_empty(&opened.database).await {
        Ok(true) => fill_database(&opened.database).await,
        Ok(false) => Err(anyhow::anyhow!(
            "this database is in use; demo data goes into an empty one only"
        )),
        Err(error) => Err(error),
    };
    let closed = opened.close().await;
    seeded.and(closed)
}

/// Makes the demo data.
pub async fn fill(state: &AppState) -> anyhow::Result<()> {
    fill_database(&state.database).await
}

/// Prints who can sign in.
pub async fn print_accounts(state: &AppState) -> anyhow::Result<()> {
    println!("Wachtwoord van elk account (password of every account): {PASSWORD}");
    let organisations =
        sqlx::query!("select id, name from organisations order by created_at, name")
            .fetch_all(state.database.pool())
            .await?;
    for organisation in organisations {
        println!("  {}", organisation.name);
        let mut transaction = state
            .database
            .organisation(OrganisationId(organisation.id))
            .await?;
        let accounts = sqlx::query!("select name, email, roles, regions from accounts where active order by created_at, email")
            .fetch_all(&mut *transaction)
            .await?;
        for account in accounts {
            let what = [account.roles.join(", "), account.regions.join(", ")].join(" ");
            println!(
                "    {:<34} {} ({})",
                account.email,
                account.name,
                what.trim()
            );
        }
    }
    Ok(())
}

type Person = (
    &'static str,
    &'static str,
    &'static str,
    &'static [&'static str],
);

const PEOPLE: [Person; 9] = [
    ("Marijke Bos", "marijke", "coordinator", &[]),
    ("Ruben Koster", "ruben", "deputy", &[]),
    ("Samira El Idrissi", "samira", "technician", &["oost"]),
    ("Joris van Dijk", "joris", "technician", &["oost"]),
    ("Fatma Yıldız", "fatma", "technician", &["west"]),
    ("Gerben Wesselink", "gerben", "regional_manager", &["oost"]),
    ("Rachid Amrani", "rachid", "regional_manager", &["west"]),
    ("Ellen Prins", "ellen", "quality_manager", &[]),
    ("Ineke Blok", "ineke", "administrator", &[]),
];

async fn fill_database(database: &Database) -> anyhow::Result<()> {
    if !is_empty(database).await? {
        bail!("this database is in use");
    }
    let hash = Passwords::new()?.hash(PASSWORD.to_owned()).await?;
    let organisation = OrganisationId(Uuid::now_v7());
    sqlx::query!(
        "insert into organisations (id, slug, name, procedure) values ($1, 'glaspunt', 'Glaspunt', 'glaspunt')",
        organisation.0
    )
    .execute(database.pool())
    .await?;
    let mut transaction = database.organisation(organisation).await?;
    for (id, name, postcodes) in [
        (
            "oost",
            "Oost",
            "65 66 67 68 69 70 71 72 73 74 75 76 77 80 81",
        ),
        ("west", "West", "10 11 15 20 30"),
    ] {
        let postcodes: Vec<String> = postcodes.split(' ').map(str::to_owned).collect();
        sqlx::query!(
            "insert into regions (organisation, id, name, postcodes) values ($1, $2, $3, $4)",
            organisation.0,
            id,
            name,
            &postcodes
        )
        .execute(&mut *transaction)
        .await?;
    }
    for (name, mailbox, role, regions) in PEOPLE {
        let regions: Vec<String> = regions.iter().map(|region| (*region).to_owned()).collect();
        sqlx::query!(
            "insert into accounts (person, organisation, name, email, password_hash, roles, regions)
             values ($1, $2, $3, $4, $5, array[$6], $7)",
            Uuid::now_v7(),
            organisation.0,
            name,
            format!("{mailbox}@glaspunt.example"),
            hash,
            role,
            &regions
        )
        .execute(&mut *transaction)
        .await?;
    }
    transaction.commit().await?;
    Ok(())
}

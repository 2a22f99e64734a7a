//! A register in CSV, and the file that says which column is what.

use crate::feed;
use domain::id::OrganisationId;
use domain::language::Language;
use server::register::facts::Facts;
use server::register::import::{self, Which};
use server::register::mapping::Mapping;
use server::register::{source, suggest, table};
use uuid::Uuid;

const REGISTER: &[u8] = include_bytes!("../register/whole.csv");
const MAPPING: &str = include_str!("../../../docs/examples/register.toml");

fn nowhere() -> Facts {
    Facts {
        organisation: OrganisationId(Uuid::nil()),
        procedure: server::procedures::Procedures::load(None)
            .unwrap()
            .get("glaspunt")
            .unwrap(),
        regions: vec![],
        people: vec![],
    }
}

#[test]
fn registers() {
    let facts = nowhere();
    let mapping = Mapping::from_toml(MAPPING).unwrap();
    let windows: Vec<u8> = encoding_rs::WINDOWS_1252
        .encode(std::str::from_utf8(REGISTER).unwrap())
        .0
        .into_owned();
    let samples = [
        REGISTER.to_vec(),
        windows,
        b"nr;datum;naam;tekst\n1;06-01-2025;Jan;\"Condens; \"\"nat\"\"\"\n".to_vec(),
        b"\xff\xfen\0r\0;\0a\0".to_vec(),
        b"a,b\r\n1,2\r\n".to_vec(),
    ];
    feed(
        "registers",
        &samples,
        &[";", "\t", "\"", "\n", "29-02-2025", "25:61", "Nummer"],
        |input| {
            let _ = import::read(input, Which::Own, &facts);
            let _ = import::read(input, Which::Given(&mapping), &facts);
            if let Ok(decoded) = source::decode(input, None)
                && let Ok(table) = table::read(&decoded.text, None)
            {
                let _ = suggest::suggest(&table, decoded.encoding, Some(&facts), Language::Nl);
            }
        },
    );
}

#[test]
fn mappings() {
    let facts = nowhere();
    let decoded = source::decode(REGISTER, None).unwrap();
    let whole = table::read(&decoded.text, None).unwrap();
    feed(
        "mappings",
        &[MAPPING.as_bytes().to_vec()],
        &["[file]", "[columns]", "separator", "="],
        |input| {
            let Ok(text) = std::str::from_utf8(input) else {
                return;
            };
            if let Ok(mapping) = Mapping::from_toml(text) {
                let _ = mapping.bind(&whole, &facts);
            }
        },
    );
}

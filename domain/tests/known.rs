//! Whom we know already: matching while typing, completing an address, and what may be the same complaint.

use domain::known::{Known, complete, same_door};
use domain::party::Address;

fn address(street: &str, number: &str, postcode: &str, city: &str) -> Address {
    Address {
        street: street.into(),
        number: number.into(),
        postcode: postcode.into(),
        city: city.into(),
    }
}

#[test]
fn a_customer_is_found_by_name_telephone_or_postcode() {
    let known = Known {
        name: "Fam. De Wit-Jansen".into(),
        phone: "06-12 34 56 78".into(),
        place: address("Kanaalstraat", "8", "3531 CK", "Utrecht"),
        latest: domain::id::DossierId(uuid::Uuid::nil()),
        dossiers: 1,
    };
    let cases = [
        ("wit", true),
        ("de wi", true),
        ("jans", true),
        ("it", false),
        ("w", false),
        ("0612", true),
        ("+31 6 12345678", true),
        ("5678", true),
        ("061", false),
        ("9999", false),
        ("3531", true),
        ("3531ck", true),
        ("3531 CK", true),
        ("3532", false),
        ("", false),
    ];
    for (typed, expected) in cases {
        assert_eq!(known.fits(typed), expected, "{typed}");
    }
}

#[test]
fn a_postcode_completes_what_is_known_of_it() {
    let places = [
        address("Kanaalstraat", "8", "3531 CK", "Utrecht"),
        address("Damstraat", "2", "3531 BX", "Utrecht"),
    ];
    let cases = [
        ("3531ck", Some(("Kanaalstraat", "Utrecht"))),
        ("3531 ZZ", Some(("", "Utrecht"))),
        ("6825 MN", None),
        ("3531", None),
    ];
    for (postcode, expected) in cases {
        let found = complete(places.iter(), postcode);
        let found = found
            .as_ref()
            .map(|(street, city)| (street.as_str(), city.as_str()));
        assert_eq!(found, expected, "{postcode}");
    }
}

#[test]
fn a_door_is_the_same_however_it_is_written() {
    let door = address("Kanaalstraat", "8 bis", "3531 CK", "Utrecht");
    let cases = [
        (address("", "8-BIS", "3531ck", ""), true),
        (address("Kanaalstraat", "8", "3531 CK", "Utrecht"), false),
        (address("Kanaalstraat", "8 bis", "", "Utrecht"), false),
        (address("", "", "3531 CK", ""), false),
    ];
    for (other, expected) in cases {
        assert_eq!(same_door(&door, &other), expected, "{other:?}");
    }
}

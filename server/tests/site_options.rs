//! The options in `Cargo-leptos.toml` are those that the server and the build of the site count on.

#![allow(clippy::unwrap_used)]

use leptos::config::get_configuration;

#[test]
fn the_server_reads_its_options_from_cargo_leptos_toml() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo-leptos.toml");
    let options = get_configuration(Some(file)).unwrap().leptos_options;

    assert_eq!(&*options.output_name, "app");
    assert_eq!(&*options.site_pkg_dir, "pkg");
    assert_eq!(options.site_addr.ip().to_string(), "127.0.0.1");
}

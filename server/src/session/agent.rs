//! What a browser is, in two words, from what it says of itself; the rest of that is not kept.

/// Names by which browsers tell themselves apart; the first that is found counts, because most claim to be others too.
const BROWSERS: [(&str, &str); 7] = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];

const SYSTEMS: [(&str, &str); 7] = [
    ("Android", "Android"),
    ("iPad", "iPad"),
    ("iPhone", "iPhone"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Macintosh", "macOS"),
    ("Linux", "Linux"),
];

/// "Chrome, Android"; what is not known is left out.
pub fn words(said: &str) -> String {
    let first = |known: &[(&str, &'static str)]| {
        known
            .iter()
            .find(|(sign, _)| said.contains(sign))
            .map(|(_, name)| *name)
    };
    let parts: Vec<&str> = [first(&BROWSERS), first(&SYSTEMS)]
        .into_iter()
        .flatten()
        .collect();
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn a_browser_is_told_in_two_words() {
        let cases = [
            (
                "Mozilla/5.0 (Linux; Android 15; SM-X210) AppleWebKit/537.36 Chrome/141.0.0.0 Safari/537.36",
                "Chrome, Android",
            ),
            (
                "Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1",
                "Safari, iPad",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0) Chrome/141.0 Safari/537.36 Edg/141.0",
                "Edge, Windows",
            ),
            ("<script>alert(1)</script>", ""),
            ("", ""),
        ];
        for (said, expected) in cases {
            assert_eq!(words(said), expected, "{said}");
        }
    }
}

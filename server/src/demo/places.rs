//! Dutch towns with streets that are really there, in the postcode area where they are. House numbers, letters and
//! the people who live there are made up.

use super::chance::Chance;
use domain::party::Address;

/// A town with some of its streets.
pub struct Town {
    pub region: &'static str,
    pub city: &'static str,
    /// Area code of its telephone numbers.
    pub area_code: &'static str,
    /// Street and the four digits of its postcode.
    streets: &'static [(&'static str, &'static str)],
}

/// A town of a region; the large ones come up more often, as they stand first.
pub fn town(region: &str, chance: &mut Chance) -> &'static Town {
    let towns: Vec<&Town> = TOWNS.iter().filter(|town| town.region == region).collect();
    let first = chance.below(towns.len());
    let second = chance.below(towns.len());
    towns.get(first.min(second)).copied().unwrap_or(&TOWNS[0])
}

impl Town {
    /// An address in it.
    pub fn address(&self, chance: &mut Chance) -> Address {
        let (street, digits) = chance.pick(self.streets);
        // SA, SD and SS are not given out; these letters cannot make them.
        let letters = [
            "AB", "BC", "CD", "DG", "EJ", "GK", "HL", "JM", "KN", "LP", "MR", "NT", "PV", "RW",
            "TX", "VZ",
        ];
        let number = chance.between(1, 3).pow(2) * chance.between(1, 24);
        let addition = match chance.between(0, 19) {
            0 => "A",
            1 => "B",
            2 => " bis",
            3 => "-2",
            _ => "",
        };
        Address {
            street: street.to_owned(),
            number: format!("{number}{addition}"),
            postcode: format!("{digits} {}", chance.pick(&letters)),
            city: self.city.to_owned(),
        }
    }
}

macro_rules! towns {
    ($($region:literal $city:literal $code:literal [$($street:literal $digits:literal),* $(,)?])*) => {
        &[$(Town { region: $region, city: $city, area_code: $code, streets: &[$(($street, $digits)),*] }),*]
    };
}

const TOWNS: &[Town] = towns! {
    "oost" "Arnhem" "026" [
        "Steenstraat" "6828", "Velperweg" "6824", "Apeldoornseweg" "6814", "Hommelseweg" "6821",
        "Amsterdamseweg" "6814", "Rosendaalsestraat" "6824", "Klarendalseweg" "6822", "Zijpendaalseweg" "6814",
        "Utrechtseweg" "6812", "Geitenkamp" "6823",
    ]
    "oost" "Nijmegen" "024" [
        "Groesbeekseweg" "6524", "Graafseweg" "6512", "Hatertseweg" "6533", "Van Welderenstraat" "6511",
        "Daalseweg" "6521", "Berg en Dalseweg" "6521", "Willemsweg" "6531", "Sint Annastraat" "6524",
    ]
    "oost" "Apeldoorn" "055" [
        "Asselsestraat" "7311", "Arnhemseweg" "7331", "Deventerstraat" "7311", "Koninginnelaan" "7315",
        "Jachtlaan" "7313", "Zwolseweg" "7315",
    ]
    "oost" "Enschede" "053" [
        "Hengelosestraat" "7514", "Haaksbergerstraat" "7513", "Deurningerstraat" "7514", "Gronausestraat" "7533",
        "Oldenzaalsestraat" "7514", "Pathmossingel" "7513",
    ]
    "oost" "Zwolle" "038" [
        "Assendorperstraat" "8012", "Veerallee" "8019", "Thomas a Kempisstraat" "8021", "Wipstrikkerallee" "8023",
        "Meppelerstraatweg" "8022",
    ]
    "oost" "Deventer" "0570" [
        "Boxbergerweg" "7412", "Brinkgreverweg" "7413", "Rielerweg" "7416", "Zwolseweg" "7412",
    ]
    "oost" "Doetinchem" "0314" ["Terborgseweg" "7005", "Keppelseweg" "7001", "Hofstraat" "7001"]
    "west" "Amsterdam" "020" [
        "Haarlemmerdijk" "1013", "Ceintuurbaan" "1072", "Javastraat" "1094", "Middenweg" "1098",
        "Overtoom" "1054", "Jan van Galenstraat" "1056", "Admiraal de Ruijterweg" "1057", "Linnaeusstraat" "1093",
    ]
    "west" "Rotterdam" "010" [
        "Nieuwe Binnenweg" "3014", "Mathenesserlaan" "3014", "Bergweg" "3037", "Kleiweg" "3051",
        "Oudedijk" "3061", "Straatweg" "3051", "Dordtselaan" "3081", "Beijerlandselaan" "3074",
    ]
    "west" "Den Haag" "070" [
        "Laan van Meerdervoort" "2517", "Frederik Hendriklaan" "2582", "Thomsonlaan" "2565", "Weimarstraat" "2562",
        "Bezuidenhoutseweg" "2594", "Leyweg" "2545", "Loosduinsekade" "2571",
    ]
    "west" "Haarlem" "023" [
        "Kleverparkweg" "2023", "Zijlweg" "2013", "Leidsevaart" "2013", "Amsterdamsevaart" "2032",
        "Rijksstraatweg" "2022",
    ]
    "west" "Leiden" "071" ["Haarlemmerstraat" "2312", "Hoge Rijndijk" "2313", "Lammenschansweg" "2313", "Herenstraat" "2313"]
    "west" "Alkmaar" "072" ["Laat" "1811", "Westerweg" "1815", "Kennemerstraatweg" "1814"]
    "west" "Dordrecht" "078" ["Voorstraat" "3311", "Krispijnseweg" "3314", "Singel" "3311"]
    "midden" "Utrecht" "030" [
        "Biltstraat" "3572", "Amsterdamsestraatweg" "3551", "Kanaalstraat" "3531", "Croeselaan" "3521",
        "Burgemeester Reigerstraat" "3581", "Balijelaan" "3521", "Adelaarstraat" "3514", "Nachtegaalstraat" "3581",
    ]
    "midden" "Amersfoort" "033" [
        "Arnhemseweg" "3817", "Utrechtseweg" "3818", "Leusderweg" "3817", "Soesterweg" "3812", "Kamp" "3811",
    ]
    "midden" "Almere" "036" ["Stadhuisplein" "1315", "Odeonstraat" "1325", "Evenaar" "1363", "Bolderweg" "1332"]
    "midden" "Hilversum" "035" ["Gijsbrecht van Amstelstraat" "1214", "Neuweg" "1211", "Larenseweg" "1221", "Havenstraat" "1211"]
    "midden" "Zeist" "030" ["Slotlaan" "3701", "Steynlaan" "3701", "Laan van Vollenhove" "3706"]
    "midden" "Tiel" "0344" ["Waterstraat" "4001", "Binnenhoek" "4001"]
    "midden" "Lelystad" "0320" ["Kempenaar" "8242", "Botter" "8232", "Schoener" "8243"]
    "noord" "Groningen" "050" [
        "Korreweg" "9714", "Oosterstraat" "9711", "Paterswoldseweg" "9726", "Hoendiepskade" "9718",
        "Nieuwe Ebbingestraat" "9712", "Verlengde Hereweg" "9721", "Eikenlaan" "9741", "Bedumerweg" "9716",
    ]
    "noord" "Leeuwarden" "058" [
        "Schrans" "8932", "Nieuwestad" "8911", "Voorstreek" "8911", "Huizumerlaan" "8934", "Groningerstraatweg" "8921",
    ]
    "noord" "Assen" "0592" ["Vaart Zuidzijde" "9401", "Groningerstraat" "9401", "Beilerstraat" "9401"]
    "noord" "Emmen" "0591" ["Hoofdstraat" "7811", "Noorderplein" "7811", "Weerdingerstraat" "7815"]
    "noord" "Heerenveen" "0513" ["Dracht" "8442", "Fok" "8441", "Herenwal" "8441"]
    "noord" "Sneek" "0515" ["Oosterdijk" "8601", "Leeuwarderweg" "8605", "Grootzand" "8601"]
    "zuid" "Eindhoven" "040" [
        "Kruisstraat" "5612", "Aalsterweg" "5615", "Leenderweg" "5614", "Hoogstraat" "5615",
        "Woenselse Markt" "5612", "Boschdijk" "5612", "Geldropseweg" "5611",
    ]
    "zuid" "Tilburg" "013" [
        "Korvelseweg" "5025", "Besterdring" "5014", "Goirkestraat" "5046", "Bredaseweg" "5038", "Ringbaan West" "5025",
    ]
    "zuid" "Breda" "076" ["Ginnekenweg" "4818", "Haagdijk" "4811", "Baronielaan" "4818", "Boschstraat" "4811"]
    "zuid" "Maastricht" "043" [
        "Brusselsestraat" "6211", "Scharnerweg" "6224", "Tongerseweg" "6213", "Akersteenweg" "6227",
        "Meerssenerweg" "6222",
    ]
    "zuid" "Den Bosch" "073" ["Vughterstraat" "5211", "Graafseweg" "5213", "Hinthamereinde" "5211"]
    "zuid" "Venlo" "077" ["Vleesstraat" "5911", "Straelseweg" "5911", "Kaldenkerkerweg" "5915"]
    "zuid" "Middelburg" "0118" ["Langeviele" "4331", "Seisweg" "4334", "Nederstraat" "4332"]
};

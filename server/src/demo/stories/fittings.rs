//! Trouble with what moves, and damage to what stood around it.

use super::{Seen, Topic};
use crate::demo::pictures::Subject;
use domain::event::{Cause, Fault, Quantity};

pub const WINDOW: Topic = Topic {
    category: "hardware",
    fault: Some(Fault::Hardware),
    subject: Subject::Hardware,
    about_technician: false,
    told_by_variant: false,
    told: &[
        &[
            "{raam} in de {kamer} gaat niet meer goed dicht.",
            "De kruk van {raam} draait door.",
            "{raam} klemt sinds het nieuwe glas erin zit.",
            "Ik krijg {raam} van de {kamer} niet meer op slot.",
        ],
        &[
            "Het glas is zwaarder dan het oude, misschien komt het daardoor.",
            "Je moet het optillen en dan lukt het soms.",
            "Het schuurt over het kozijn, de verf is al weg.",
            "Er zit nu een kier van een halve centimeter.",
        ],
        &[
            "Zo kunnen we niet met een gerust hart op vakantie.",
            "Ik woon op de begane grond, dus dat voelt niet veilig.",
            "Het is het enige raam dat we kunnen openzetten.",
        ],
    ],
    look: &[
        "Hang- en sluitwerk stellen of vervangen; gewicht van het glas nagaan.",
        "Raam sluit niet. Scharnieren en sluitplaten nalopen.",
    ],
    seen: &[
        Seen {
            text: "Scharnieren zijn te licht voor het nieuwe glas, raam is vier millimeter gezakt.",
            cause: Cause::Placing,
            founded: true,
        },
        Seen {
            text: "Glas is zonder stelblokjes in het draaiende deel gezet. Raam hangt scheef.",
            cause: Cause::Placing,
            founded: true,
        },
        Seen {
            text: "Tandwiel in de kruk is gebroken, fabrieksfout. Zelfde serie als bij eerdere meldingen.",
            cause: Cause::Production,
            founded: true,
        },
        Seen {
            text: "Scharnieren zitten vol verf. Na schoonmaken en smeren loopt het raam goed.",
            cause: Cause::UseByCustomer,
            founded: false,
        },
        Seen {
            text: "Sluitwerk is van voor onze tijd en versleten. Niet door ons geleverd.",
            cause: Cause::Wear,
            founded: false,
        },
    ],
    measures: &[
        (Quantity::GapWidth, 1.0, 8.0),
        (Quantity::Width, 450.0, 1200.0),
    ],
    founded: &[
        "De scharnieren zijn te licht voor het glas dat wij hebben geplaatst.",
        "Het glas is zonder stelblokjes gezet, daardoor zakt het raam.",
        "De kruk is binnen de garantie stukgegaan.",
    ],
    unfounded: &[
        "Na schoonmaken werkt het raam goed. Er is niets vervangen of gebroken.",
        "Het sluitwerk is niet door ons geleverd en is versleten.",
    ],
    remedy: &[
        "Zwaardere scharnieren plaatsen en het raam stellen.",
        "Glas opnieuw stellen op stelblokjes.",
        "Kruk en sluitwerk vervangen.",
    ],
    repaired: &[
        "Zwaardere scharnieren gezet, raam gesteld. Sluit met één vinger.",
        "Glas op stelblokjes gezet, raam hangt weer recht.",
        "Kruk en tandwielkast vervangen, alles gesmeerd.",
    ],
    glass: &[],
    answer_founded: &[
        "Het nieuwe glas was te zwaar voor de oude scharnieren. Wij hebben sterkere geplaatst. Het raam sluit nu goed.",
        "Het glas zat niet goed in het raam, daardoor zakte het. Dat is hersteld.",
        "De kruk was stuk door een fout van de fabriek. U hebt een nieuwe gekregen.",
    ],
    answer_unfounded: &[
        "In de scharnieren zat verf. Onze monteur heeft ze schoongemaakt en gesmeerd. Het raam werkt weer goed.",
        "Het sluitwerk is versleten. Dat hoort bij de leeftijd en valt niet onder ons werk. Wij hebben u een prijs gegeven om het te vervangen.",
    ],
};

pub const SLIDING_DOOR: Topic = Topic {
    category: "hardware",
    fault: Some(Fault::Hardware),
    subject: Subject::Hardware,
    about_technician: false,
    told_by_variant: false,
    told: &[
        &[
            "De schuifpui in de {kamer} loopt zwaar.",
            "Ik krijg de nieuwe schuifpui niet meer open, zo zwaar gaat hij.",
            "De schuifpui springt steeds uit de rail.",
        ],
        &[
            "Met twee handen en mijn voet ertegen lukt het net.",
            "Hij piept en kraakt.",
            "Hij is {wanneer} geplaatst en in het begin liep hij prima.",
        ],
        &[
            "Ik heb reuma, dus voor mij is dit niet te doen.",
            "De rail is schoon, dat heb ik al gedaan.",
        ],
    ],
    look: &[
        "Loopwerk van de schuifpui controleren en stellen.",
        "Schuifpui loopt zwaar; rail, wielen en haaksheid meten.",
    ],
    seen: &[
        Seen {
            text: "Pui staat zes millimeter uit het lood. Wielen dragen maar aan één kant.",
            cause: Cause::Placing,
            founded: true,
        },
        Seen {
            text: "Loopwiel gebarsten, laat een spoor na op de rail.",
            cause: Cause::Production,
            founded: true,
        },
        Seen {
            text: "Vloer is na het plaatsen verzakt, pui is meegegaan.",
            cause: Cause::Building,
            founded: false,
        },
    ],
    measures: &[
        (Quantity::GapWidth, 2.0, 9.0),
        (Quantity::Width, 1800.0, 3600.0),
    ],
    founded: &[
        "De pui is niet recht gesteld.",
        "Het loopwiel is binnen de garantie kapotgegaan.",
    ],
    unfounded: &["De vloer is verzakt. De pui is goed geplaatst."],
    remedy: &["Pui opnieuw stellen.", "Loopwielen vervangen."],
    repaired: &[
        "Pui uitgehangen en waterpas gesteld. Loopt weer licht.",
        "Wielen vervangen en rail schoongemaakt, met de bewoner geprobeerd.",
    ],
    glass: &[],
    answer_founded: &[
        "De schuifpui stond niet recht. Wij hebben hem gesteld. Hij loopt weer licht.",
        "Een wiel van de schuifpui was gebarsten. Wij hebben de wielen vervangen.",
    ],
    answer_unfounded: &[
        "De vloer onder de pui is gezakt. Daardoor loopt hij zwaar. Dat ligt niet aan ons werk. Wij raden u aan een aannemer te laten kijken.",
    ],
};

pub const DAMAGE: Topic = Topic {
    category: "damage",
    fault: Some(Fault::Other),
    subject: Subject::Room,
    about_technician: false,
    told_by_variant: true,
    told: &[
        &[
            "Bij het plaatsen van {raam} is onze vensterbank beschadigd.",
            "Het stucwerk naast {raam} is kapot en niet hersteld.",
            "Er zit een kras in de vloer van de {kamer} sinds de monteurs er waren.",
        ],
        &[
            "Het was net nieuw, dat kun je niet zomaar bijwerken.",
            "Ik zag het pas toen ze weg waren.",
            "De monteur zei dat hij het zou doorgeven, maar ik hoor niets.",
            "Er lag niets over de vloer, terwijl dat was afgesproken.",
        ],
        &[
            "Ik wil graag weten wie dit betaalt.",
            "Het ging om een paar uur werk en nu zit ik hiermee.",
            "Ik heb een prijs opgevraagd, dat kost 240 euro.",
        ],
    ],
    look: &[
        "Schade vastleggen met foto's en maat. Navragen hoe er is beschermd.",
        "Schade bekijken en bepalen of wij zelf kunnen herstellen.",
    ],
    seen: &[
        Seen {
            text: "Beschadiging van drie bij twee centimeter in de vensterbank, recht onder de glaslat. Past bij een gevallen beitel.",
            cause: Cause::Placing,
            founded: true,
        },
        Seen {
            text: "Stucwerk is losgekomen bij het verwijderen van het oude kozijn. Niet bijgewerkt.",
            cause: Cause::Placing,
            founded: true,
        },
        Seen {
            text: "Kras in de vloer van een meter, loopt van de voordeur naar het raam.",
            cause: Cause::Transport,
            founded: true,
        },
        Seen {
            text: "De beschadiging is oud, er zit verf in. Geen verband met het plaatsen.",
            cause: Cause::Building,
            founded: false,
        },
    ],
    measures: &[(Quantity::FaultLength, 15.0, 1100.0)],
    founded: &[
        "De schade zit op de plek waar wij hebben gewerkt en is niet gemeld. Wij herstellen haar.",
        "Het stucwerk is door ons losgekomen en niet bijgewerkt.",
        "Er is niet afgedekt, terwijl dat in de opdracht staat.",
    ],
    unfounded: &["De schade is ouder dan ons werk. Dat is te zien aan de verf erin."],
    remedy: &[
        "Vensterbank laten herstellen door de steenhouwer.",
        "Stucwerk bijwerken en schilderen.",
        "Vloer laten herstellen op onze kosten.",
    ],
    repaired: &[
        "Beschadiging gevuld en gepolijst, niet meer te zien.",
        "Stucwerk bijgewerkt en in kleur geschilderd.",
        "Vloerdelen vervangen door de parketteur, samen bekeken.",
    ],
    glass: &[],
    answer_founded: &[
        "De schade is door ons werk gekomen. Wij hebben haar laten herstellen. Onze monteurs dekken voortaan altijd af, ook bij klein werk.",
    ],
    answer_unfounded: &[
        "De schade is ouder dan ons werk. Daarom vergoeden wij haar niet. Wij hebben u de foto's gestuurd waarop dat te zien is.",
    ],
};

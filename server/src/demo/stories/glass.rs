//! Trouble with the glass itself: scratches, failed seals, cracks, and the wrong glass.

use super::{Seen, Topic};
use crate::demo::pictures::Subject;
use domain::event::{Cause, Fault, Quantity};

pub const SCRATCH: Topic = Topic {
    category: "glass",
    fault: Some(Fault::Scratch),
    subject: Subject::Scratch,
    about_technician: false,
    told_by_variant: false,
    told: &[
        &[
            "Er zit een kras in {raam} van de {kamer}.",
            "{wanneer} is {raam} in de {kamer} geplaatst en nu zie ik een lange kras in het glas.",
            "Toen ik de stickers van {raam} had gehaald, zag ik krassen zitten.",
            "In {raam} van de {kamer} zitten een stuk of vijf fijne krasjes bij elkaar.",
            "Het nieuwe glas in de {kamer} is beschadigd, er loopt een streep over die er niet af gaat.",
        ],
        &[
            "Als de zon erop staat zie je het meteen.",
            "De kras is ongeveer zo lang als mijn hand.",
            "Hij zit precies op ooghoogte.",
            "Ik kan hem met mijn nagel voelen.",
            "Hij zit aan de binnenkant, dus van buiten kan het niet gekomen zijn.",
        ],
        &[
            "Ik heb het met glasreiniger geprobeerd, maar het gaat niet weg.",
            "De monteur zei dat het vuil was, maar dat is het niet.",
            "Wij hebben er zelf niet aan gezeten, het raam is nog niet eens gewassen.",
            "Volgens mij is het gebeurd toen ze met de glaslatten bezig waren.",
        ],
    ],
    look: &[
        "Kras in het glas beoordelen op drie meter, bij diffuus daglicht.",
        "Nagaan of de kras van de plaatsing komt of van schoonmaken.",
        "Lengte en plaats van de krassen vastleggen, met foto's.",
    ],
    seen: &[
        Seen {
            text: "Kras aan de binnenzijde, voelbaar met de nagel, zichtbaar op drie meter. Loopt evenwijdig aan de glaslat en past bij gereedschap dat is uitgeschoten.",
            cause: Cause::Placing,
            founded: true,
        },
        Seen {
            text: "Kras zit op vlak 2, dus tussen de bladen. Kan alleen in de fabriek zijn ontstaan.",
            cause: Cause::Production,
            founded: true,
        },
        Seen {
            text: "Bundel fijne krassen rechtsonder, allemaal in dezelfde richting. Past bij zand onder de zuignap.",
            cause: Cause::Transport,
            founded: true,
        },
        Seen {
            text: "Enkele haarkrasjes, alleen te zien bij strijklicht en niet op drie meter. Valt binnen wat de norm toelaat.",
            cause: Cause::UseByCustomer,
            founded: false,
        },
        Seen {
            text: "Krassen in cirkelvorm, passen bij een schuurspons. Rondom op dezelfde hoogte als de vensterbank.",
            cause: Cause::UseByCustomer,
            founded: false,
        },
    ],
    measures: &[
        (Quantity::FaultLength, 12.0, 310.0),
        (Quantity::Thickness, 20.0, 28.0),
    ],
    founded: &[
        "De kras is op drie meter te zien bij diffuus daglicht en ligt in het zichtvlak. Dat is meer dan de norm toelaat, en de oorzaak ligt bij het plaatsen.",
        "De kras zit tussen de bladen en kan alleen in de fabriek zijn ontstaan. De klant hoeft dit niet te accepteren.",
        "Op de opleverbon staat dat het glas niet samen is bekeken. Wij kunnen niet aantonen dat de kras later is ontstaan.",
    ],
    unfounded: &[
        "De krasjes zijn op drie meter niet te zien. Dat valt binnen de norm voor isolatieglas.",
        "Bij de oplevering is het glas samen bekeken en zonder opmerking getekend. Het patroon past bij schoonmaken met een schuurspons.",
    ],
    remedy: &[
        "Kras uitpolijsten; lukt dat niet, dan de ruit vervangen.",
        "Ruit vervangen, {maat}.",
        "Krassen uitpolijsten en samen met de bewoner nakijken.",
    ],
    repaired: &[
        "Kras gepolijst tot hij ook bij strijklicht niet meer te zien was. Bewoner is tevreden.",
        "Ruit vervangen en samen met de bewoner bekeken op drie meter. Geen krassen.",
        "Krassen gepolijst en samen met de bewoner nagekeken. Niets meer te zien.",
    ],
    glass: &[
        "HR++ 4-15-4, {maat}",
        "HR++ 5-15-4 met warme randafstandhouder, {maat}",
    ],
    answer_founded: &[
        "Onze monteur heeft het glas bekeken zoals de norm dat vraagt: op drie meter, bij gewoon daglicht. De kras was duidelijk te zien. Wij hebben dit zonder kosten hersteld.",
        "De kras zit tussen de bladen en komt uit de fabriek. Wij hebben het zonder kosten hersteld en het glas samen met u bekeken.",
        "Bij de oplevering is het glas niet samen met u bekeken. Daarom hebben wij de krassen op onze kosten hersteld.",
    ],
    answer_unfounded: &[
        "Onze monteur heeft het glas bekeken op drie meter, bij gewoon daglicht. De krasjes waren toen niet te zien. Glas mag zulke fijne krasjes hebben. Wij vervangen de ruit daarom niet.",
        "De krassen passen bij schoonmaken met een schurend middel. Bij de oplevering zaten ze er niet. Wij kunnen u wel een aanbod doen om ze uit te polijsten.",
    ],
};

pub const SEAL: Topic = Topic {
    category: "glass",
    fault: Some(Fault::EdgeSeal),
    subject: Subject::Condensation,
    about_technician: false,
    told_by_variant: false,
    told: &[
        &[
            "{raam} in de {kamer} is steeds beslagen, en het zit tussen het glas.",
            "Er staat water tussen de twee ruiten van {raam}.",
            "Ons dubbelglas in de {kamer} is lek, je ziet de condens van binnen zitten.",
            "In {raam} zit een witte waas die ik er niet af krijg, het zit tussen de bladen.",
            "Ik kan niet meer door {raam} van de {kamer} kijken, zo beslagen is het.",
        ],
        &[
            "Het begon in een hoekje en nu is bijna de helft wit.",
            "'s Ochtends is het het ergst, in de middag trekt het wat weg.",
            "Vooral bij koud weer, maar nu blijft het ook als het warm is.",
            "Er lopen zelfs druppels naar beneden aan de binnenkant.",
        ],
        &[
            "Het glas is {wanneer} door jullie geplaatst, dus daar zit nog garantie op.",
            "Volgens de factuur heb ik tien jaar garantie.",
            "Op de afstandhouder staat het jaartal, daar is het nog geen tien jaar oud.",
            "Bij {raam} ernaast lijkt het nu ook te beginnen.",
        ],
    ],
    look: &[
        "Condens tussen de bladen; jaartal op de afstandhouder aflezen in verband met de garantie.",
        "Nagaan of de rand lek is of dat het condens op het oppervlak is.",
        "Alle ruiten aan deze gevel nalopen op lekke randen.",
    ],
    seen: &[
        Seen {
            text: "Condens tussen de bladen over de onderste twintig centimeter. Randverbinding linksonder los, droogmiddel verzadigd.",
            cause: Cause::Production,
            founded: true,
        },
        Seen {
            text: "Waas tussen de bladen, kalkrand zichtbaar. Ruit stond in water: de afwateringsgaten in de sponning waren dichtgekit.",
            cause: Cause::Placing,
            founded: true,
        },
        Seen {
            text: "Druppels aan de binnenzijde van het buitenblad. Stelblokjes zitten verkeerd, de rand draagt op het kozijn.",
            cause: Cause::Placing,
            founded: true,
        },
        Seen {
            text: "Condens zit op het oppervlak aan de kamerzijde en is weg te vegen. Vocht in de kamer is hoog, roosters staan dicht.",
            cause: Cause::UseByCustomer,
            founded: false,
        },
        Seen {
            text: "Afstandhouder draagt een jaartal van meer dan tien jaar terug. Rand is verouderd, garantie is verlopen.",
            cause: Cause::Wear,
            founded: false,
        },
    ],
    measures: &[
        (Quantity::RelativeHumidity, 41.0, 78.0),
        (Quantity::SurfaceTemperature, 6.0, 17.5),
        (Quantity::Thickness, 20.0, 28.0),
    ],
    founded: &[
        "De randverbinding is lek binnen de garantie van tien jaar. De ruit moet worden vervangen.",
        "Het water kon niet weg doordat de gaten bij het plaatsen zijn dichtgekit. Dat is onze fout.",
        "De stelblokjes zaten verkeerd, daardoor is de rand van het glas lek gegaan. Dat is onze fout.",
    ],
    unfounded: &[
        "De condens zit aan de kamerzijde en komt door het vocht in huis. Het glas zelf is goed.",
        "De garantie van tien jaar is voorbij. De rand is verouderd zoals te verwachten was.",
    ],
    remedy: &[
        "Ruit vervangen onder garantie, {maat}.",
        "Ruit vervangen, {maat}. Afwatering openmaken en testen.",
        "Ruit vervangen en stelblokjes opnieuw zetten, {maat}.",
    ],
    repaired: &[
        "Ruit vervangen onder garantie, sponning schoongemaakt en nieuwe kit rondom.",
        "Ruit vervangen, afwatering opengemaakt en getest met water. Alles loopt goed weg.",
        "Nieuwe ruit geplaatst op goede stelblokjes, nieuwe kit rondom. Bewoner uitgelegd hoe te ventileren.",
    ],
    glass: &[
        "HR++ 4-16-4 met argon, {maat}",
        "Triple 4-12-4-12-4, {maat}",
        "HR++ 4-15-5, zonwerend, {maat}",
    ],
    answer_founded: &[
        "De rand van het glas was lek. Dat hoort niet binnen tien jaar. Wij hebben de ruit onder garantie vervangen.",
        "Het glas stond in water doordat de afvoer dicht zat. Dat hadden wij bij het plaatsen moeten zien. Het is nu hersteld.",
        "Het glas stond niet goed in het kozijn. Daardoor ging de rand lek. Wij hebben een nieuwe ruit geplaatst.",
    ],
    answer_unfounded: &[
        "De condens zat aan de kant van de kamer en was weg te vegen. Dat komt door vocht in huis, niet door het glas. Onze monteur heeft u verteld hoe u beter kunt ventileren.",
        "Het glas is ouder dan tien jaar, daarom geldt de garantie niet meer. Wij hebben u een aanbod gestuurd voor nieuw glas.",
    ],
};

pub const CRACK: Topic = Topic {
    category: "glass",
    fault: Some(Fault::ThermalCrack),
    subject: Subject::Crack,
    about_technician: false,
    told_by_variant: false,
    told: &[
        &[
            "Er zit ineens een barst in {raam} van de {kamer}.",
            "Vanmorgen was {raam} gescheurd, zonder dat iemand eraan heeft gezeten.",
            "We hoorden een knal en toen zat er een scheur van onder tot boven in {raam}.",
            "{raam} in de {kamer} is gebarsten, het begint in de hoek.",
        ],
        &[
            "Er is niets tegenaan gekomen, geen bal en geen vogel.",
            "Het was die dag erg warm en de zon stond er vol op.",
            "De scheur loopt in een bocht en wordt elke dag langer.",
            "De verwarming stond aan en de gordijnen waren dicht.",
        ],
        &[
            "Ik ben bang dat het eruit valt, er spelen hier kinderen onder.",
            "Ik heb er tape overheen geplakt.",
            "De verzekering zegt dat ik bij jullie moet zijn.",
            "Het glas is {wanneer} geplaatst, dus van ouderdom kan het niet zijn.",
        ],
    ],
    look: &[
        "Breukpatroon bepalen: thermisch, stoot of spanning uit de sponning.",
        "Is het veilig? Zo niet: meteen dichtzetten. Begin van de breuk fotograferen.",
    ],
    seen: &[
        Seen {
            text: "Breuk begint haaks op de rand en loopt daarna in golven. Thermische breuk. Ruit is half beschaduwd door de luifel en had gehard moeten zijn.",
            cause: Cause::Production,
            founded: true,
        },
        Seen {
            text: "Breuk begint bij een stelblokje rechtsonder. Ruit staat klem in de sponning, minder dan twee millimeter speling.",
            cause: Cause::Placing,
            founded: true,
        },
        Seen {
            text: "Randbeschadiging op de plek waar de breuk begint. Schilfer was al oud, er zit kit in.",
            cause: Cause::Transport,
            founded: true,
        },
        Seen {
            text: "Stervormige breuk met een inslagpunt aan de buitenzijde. Dit is een stoot.",
            cause: Cause::UseByCustomer,
            founded: false,
        },
        Seen {
            text: "Donkere folie aan de binnenzijde geplakt, niet door ons. Glas werd daardoor te heet, de breuk begint onder de folie.",
            cause: Cause::UseByCustomer,
            founded: false,
        },
    ],
    measures: &[
        (Quantity::FaultLength, 180.0, 1450.0),
        (Quantity::SurfaceTemperature, 14.0, 46.0),
        (Quantity::GapWidth, 0.5, 4.0),
    ],
    founded: &[
        "Het is een thermische breuk. Bij deze gevel hadden wij gehard glas moeten adviseren.",
        "De ruit stond klem in de sponning. Dat is bij het plaatsen misgegaan.",
        "De rand was al beschadigd voordat het glas werd geplaatst. Dat hadden wij moeten zien.",
    ],
    unfounded: &[
        "Het breukpatroon laat een inslag van buiten zien. Dat is schade voor de glasverzekering.",
        "De folie op het glas is later aangebracht en was voor dit glas niet geschikt.",
    ],
    remedy: &[
        "Ruit vervangen door gehard glas, {maat}.",
        "Ruit vervangen met vijf millimeter speling rondom, {maat}.",
    ],
    repaired: &[
        "Gebarsten ruit eruit, geharde ruit geplaatst. Speling rondom nagemeten: vijf millimeter.",
        "Nieuwe ruit gezet, sponning bijgewerkt en afgekit. Glas opgeruimd, ook in de tuin.",
    ],
    glass: &[
        "HR++ 6 gehard-15-4, {maat}",
        "HR++ 33.2 gelaagd-15-4, {maat}",
    ],
    answer_founded: &[
        "De breuk is ontstaan door een te groot verschil in warmte. Voor dit raam hadden wij gehard glas moeten gebruiken. Dat zit er nu in, zonder kosten voor u.",
        "De ruit zat te strak in het kozijn. Wij hebben een nieuwe geplaatst met genoeg ruimte rondom.",
        "De rand van de ruit was al beschadigd toen wij haar plaatsten. U hebt zonder kosten een nieuwe ruit gekregen.",
    ],
    answer_unfounded: &[
        "Op het glas zit een punt waar iets tegenaan is gekomen. Dat is helaas geen fout in het glas of in ons werk. Uw glasverzekering vergoedt dit vaak wel.",
        "Het glas is te heet geworden door de folie die er later op is geplakt. Daarom kunnen wij dit niet vergoeden.",
    ],
};

pub const WRONG: Topic = Topic {
    category: "glass",
    fault: Some(Fault::WrongSizeOrType),
    subject: Subject::Room,
    about_technician: false,
    told_by_variant: true,
    told: &[
        &[
            "Wij hadden triple glas besteld voor {raam} in de {kamer}, maar er zit gewoon dubbelglas in.",
            "Er is helder glas gezet in de {kamer}, terwijl matglas was afgesproken.",
            "Het glas in {raam} heeft een andere kleur dan de rest van de ruiten.",
        ],
        &[
            "Het staat duidelijk op de offerte.",
            "Bij de achterburen is het wel goed gegaan.",
            "Ik zag het meteen toen ik thuiskwam.",
            "Dit is niet wat we hebben afgesproken.",
        ],
        &[
            "De monteur zei dat het zo op zijn bon stond.",
            "Ik heb de subsidie al aangevraagd, dus het moet wel kloppen.",
            "Er is {wanneer} ook al verkeerd gemeten.",
        ],
    ],
    look: &[
        "Opbouw van het glas meten en vergelijken met de order.",
        "Controleren of soort en kleur gelijk zijn aan de rest van de gevel.",
    ],
    seen: &[
        Seen {
            text: "Gemeten met de lasermeter: HR++ in plaats van triple. Order zegt triple. Verkeerde ruit geleverd.",
            cause: Cause::Production,
            founded: true,
        },
        Seen {
            text: "Helder glas geplaatst, volgens de order matglas. Ruiten zijn verwisseld met die van de bijkeuken.",
            cause: Cause::Placing,
            founded: true,
        },
        Seen {
            text: "Coating is van een andere partij, kleurverschil is van buiten goed te zien.",
            cause: Cause::Production,
            founded: true,
        },
        Seen {
            text: "Opbouw is gelijk aan de getekende opdracht. Kleurverschil komt door het oude glas ernaast.",
            cause: Cause::Unknown,
            founded: false,
        },
    ],
    measures: &[
        (Quantity::Thickness, 20.0, 44.0),
        (Quantity::Width, 450.0, 2400.0),
        (Quantity::Height, 600.0, 2300.0),
    ],
    founded: &[
        "Er is ander glas geleverd dan op de order staat. De klant krijgt wat is besteld.",
        "De ruiten zijn bij het plaatsen verwisseld.",
        "Het verschil in kleur is op drie meter duidelijk te zien en was te voorkomen.",
    ],
    unfounded: &["Het geplaatste glas is gelijk aan de opdracht die de klant heeft getekend."],
    remedy: &[
        "Triple ruit bestellen en plaatsen, {maat}.",
        "Ruiten omwisselen volgens de order.",
        "Ruit in de juiste kleur bestellen en plaatsen, {maat}.",
    ],
    repaired: &[
        "Juiste ruit geplaatst en de opbouw samen met de bewoner nagemeten.",
        "Ruiten omgewisseld, nieuwe kit aangebracht.",
        "Nieuwe ruit geplaatst, kleur is gelijk aan die van de gevel.",
    ],
    glass: &[
        "Triple 4-14-4-14-4, {maat}",
        "HR++ met matglas aan de binnenzijde, {maat}",
        "HR++ 4-15-4, kleur volgens monster, {maat}",
    ],
    answer_founded: &[
        "U hebt ander glas gekregen dan u had besteld. Dat spijt ons. Het juiste glas zit er nu in.",
        "Bij het plaatsen zijn twee ruiten verwisseld. Wij hebben ze omgewisseld en het werk netjes afgemaakt.",
        "Het verschil in kleur was goed te zien. Wij hebben de ruit vervangen door een die bij de andere past.",
    ],
    answer_unfounded: &[
        "Wij hebben het glas nagemeten. Het is gelijk aan de opdracht die u hebt getekend. Een kopie zit bij deze brief.",
    ],
};

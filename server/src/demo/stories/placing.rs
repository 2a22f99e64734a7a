//! Trouble with how the glass was put in: draught, whistling, sealant, leaks.

use super::{Seen, Topic};
use crate::demo::pictures::Subject;
use domain::event::{Cause, Fault, Quantity};

pub const DRAUGHT: Topic = Topic {
    category: "placing",
    fault: Some(Fault::Draught),
    subject: Subject::Gap,
    about_technician: false,
    told_by_variant: false,
    told: &[
        &[
            "Het tocht bij {raam} in de {kamer}, meer dan voor de nieuwe ramen.",
            "Het glas is {wanneer} vervangen en sindsdien voel ik koude lucht langs {raam}.",
            "Bij harde wind waaien de gordijnen in de {kamer} heen en weer terwijl alles dicht is.",
            "Er zit een kier bij {raam}, daar kun je een briefje tussen steken.",
        ],
        &[
            "De verwarming staat op 21 en het wordt niet warmer dan 18.",
            "Ik heb er nu een handdoek tegenaan gelegd.",
            "Met een kaars zie je precies waar het vandaan komt.",
            "Vooral onderaan bij de hoek.",
        ],
        &[
            "We hebben juist nieuw glas genomen om minder te stoken.",
            "De monteur zou terugkomen om het rubber te vervangen, maar dat is niet gebeurd.",
            "Volgens mijn zwager is het rubber te kort afgesneden.",
        ],
    ],
    look: &[
        "Tocht zoeken met de rookpen. Rubbers en naden meten.",
        "Nagaan of het raam goed sluit en of het rubber doorloopt in de hoeken.",
    ],
    seen: &[
        Seen {
            text: "Rubber is in de hoek linksonder te kort, opening van een paar millimeter. Rookpen trekt duidelijk naar binnen.",
            cause: Cause::Placing,
            founded: true,
        },
        Seen {
            text: "Naad tussen kozijn en muur niet gevuld achter de afdeklat. Overal koude lucht.",
            cause: Cause::Placing,
            founded: true,
        },
        Seen {
            text: "Sluitplaat niet teruggezet na het plaatsen, raam drukt niet aan op het rubber.",
            cause: Cause::Placing,
            founded: true,
        },
        Seen {
            text: "Rookpen beweegt niet bij het raam. De tocht komt uit het ventilatierooster, dat open stond.",
            cause: Cause::UseByCustomer,
            founded: false,
        },
        Seen {
            text: "Kozijn zelf is kromgetrokken, niet door ons geplaatst. Kier loopt mee met het kozijn.",
            cause: Cause::Building,
            founded: false,
        },
    ],
    measures: &[
        (Quantity::GapWidth, 0.8, 7.5),
        (Quantity::SurfaceTemperature, 7.0, 16.0),
    ],
    founded: &[
        "Het rubber is te kort afgesneden. Dat is een fout bij het plaatsen.",
        "De naad achter de afdeklat is niet gevuld. Het werk is dus niet af.",
        "Het raam sluit niet goed doordat de sluitplaat niet is teruggezet.",
    ],
    unfounded: &[
        "De tocht komt uit het rooster en niet langs het glas of het raam.",
        "Het kozijn is krom en is niet door ons geleverd of geplaatst.",
    ],
    remedy: &[
        "Rubbers vervangen en hoeken verlijmen.",
        "Naad vullen met compressieband en opnieuw aflatten.",
        "Sluitplaten stellen zodat het raam goed aandrukt.",
    ],
    repaired: &[
        "Rubbers rondom vervangen. Met de rookpen gecontroleerd: geen tocht meer.",
        "Naad gevuld met compressieband en afgelat.",
        "Sluitplaten teruggezet en gesteld, raam drukt goed aan.",
    ],
    glass: &[],
    answer_founded: &[
        "Het rubber bij het raam was te kort. Wij hebben het vervangen en samen met u gecontroleerd dat het niet meer tocht.",
        "De naad rond het kozijn was niet goed gevuld. Dat is nu gedaan. Onze excuses voor de koude avonden.",
        "Na het plaatsen is een onderdeel van het slot niet teruggezet. Daardoor sloot het raam niet goed. Dat is hersteld.",
    ],
    answer_unfounded: &[
        "Onze monteur heeft met rook laten zien dat de lucht uit het rooster komt. Het raam zelf is dicht.",
        "De kier komt door het kozijn, dat is kromgetrokken. Dat hebben wij niet geplaatst. Een timmerman kan het voor u nakijken.",
    ],
};

pub const WHISTLE: Topic = Topic {
    category: "placing",
    fault: Some(Fault::Draught),
    subject: Subject::Gap,
    about_technician: false,
    told_by_variant: false,
    told: &[
        &[
            "Als het waait, fluit {raam} in de {kamer}.",
            "{raam} maakt een huilend geluid bij westenwind.",
            "Wij horen de hele nacht gefluit uit {raam}.",
        ],
        &[
            "Ik heb het opgenomen met mijn telefoon.",
            "Het begint al bij windkracht vier.",
            "Als ik op het raam druk, is het even stil.",
        ],
        &[
            "Voordat het glas {wanneer} werd vervangen, hadden we hier geen last van.",
            "De buren hebben gevraagd of wij blokfluit spelen.",
        ],
    ],
    look: &["Geluid bij wind: rubbers, rooster en glaslatten nalopen."],
    seen: &[
        Seen {
            text: "Glaslat zit los aan de bovenzijde, spleet van een millimeter. Met tape eroverheen is het geluid weg.",
            cause: Cause::Placing,
            founded: true,
        },
        Seen {
            text: "Rooster is scheef gemonteerd en sluit niet over de volle breedte.",
            cause: Cause::Placing,
            founded: true,
        },
        Seen {
            text: "Geen spleet gevonden bij glas of latten. Geluid komt van de dakgoot erboven.",
            cause: Cause::Building,
            founded: false,
        },
    ],
    measures: &[(Quantity::GapWidth, 0.4, 2.5)],
    founded: &[
        "Het geluid komt van een losse glaslat, die wij hebben geplaatst.",
        "Het rooster is scheef gemonteerd.",
    ],
    unfounded: &["Het geluid komt van de dakgoot en niet van het raam."],
    remedy: &[
        "Glaslat vastzetten en afkitten.",
        "Rooster opnieuw stellen.",
    ],
    repaired: &[
        "Glaslatten vastgezet en afgekit. Met de bladblazer getest: stil.",
        "Rooster opnieuw gemonteerd met nieuw rubber.",
    ],
    glass: &[],
    answer_founded: &[
        "Een lat bij het glas zat los. Die hebben wij vastgezet. Hoort u het toch weer, bel ons dan gerust.",
        "Het rooster zat scheef. Wij hebben het opnieuw geplaatst. Het is nu stil.",
    ],
    answer_unfounded: &[
        "Het geluid komt van de dakgoot boven het raam. Daar kunnen wij niets aan doen. Een dakdekker kan u helpen.",
    ],
};

pub const SEALANT: Topic = Topic {
    category: "sealing",
    fault: Some(Fault::Sealant),
    subject: Subject::Sealant,
    about_technician: false,
    told_by_variant: false,
    told: &[
        &[
            "De kit rond {raam} in de {kamer} laat los.",
            "Het kitwerk bij {raam} is heel slordig gedaan.",
            "Er zitten gaten in de kit van {raam} en het wordt al zwart.",
            "De kit langs {raam} is nooit hard geworden en plakt nog steeds.",
        ],
        &[
            "Je kunt het er zo met je vinger af trekken.",
            "Er zitten vegen op het kozijn en op het glas.",
            "De kleur past ook niet bij het kozijn.",
            "Het lijkt wel of er haast bij was.",
        ],
        &[
            "Straks rot het kozijn en dan is het te laat.",
            "De schilder wil pas beginnen als dit goed is.",
            "De andere ramen zijn wel netjes, dus jullie kunnen het wel.",
        ],
    ],
    look: &[
        "Hechting en afwerking van de kit beoordelen.",
        "Kitwerk rondom nalopen, ook op plekken waar water achter kan.",
    ],
    seen: &[
        Seen {
            text: "Kit hecht niet over een lengte van een halve meter. Onder de kit zit nog stof en oude verf: niet ontvet.",
            cause: Cause::Placing,
            founded: true,
        },
        Seen {
            text: "Kitnaad is te dun, op drie plekken onderbroken. Vegen op het glas en het kozijn.",
            cause: Cause::Placing,
            founded: true,
        },
        Seen {
            text: "Kit is niet uitgehard, koker was over de datum.",
            cause: Cause::Production,
            founded: true,
        },
        Seen {
            text: "Kit is later overgeschilderd en daardoor gescheurd. Eronder hecht hij goed.",
            cause: Cause::UseByCustomer,
            founded: false,
        },
    ],
    measures: &[
        (Quantity::GapWidth, 0.5, 5.0),
        (Quantity::FaultLength, 60.0, 900.0),
    ],
    founded: &[
        "De kit hecht niet doordat er niet is schoongemaakt en ontvet.",
        "De afwerking voldoet niet aan wat wij zelf afspreken met klanten.",
        "De kit was over de datum en wordt niet hard.",
    ],
    unfounded: &["De kit is gescheurd doordat er later verf overheen is gezet."],
    remedy: &[
        "Oude kit verwijderen, ontvetten en opnieuw kitten in de kleur van het kozijn.",
        "Kitnaden rondom vernieuwen en glas schoonmaken.",
    ],
    repaired: &[
        "Alle kit verwijderd, schoongemaakt, primer gezet en opnieuw gekit. Glas en kozijn schoon opgeleverd.",
        "Kitnaden vernieuwd, strak afgewerkt.",
    ],
    glass: &[],
    answer_founded: &[
        "Het kitwerk was niet goed. Wij hebben het helemaal opnieuw gedaan. Blijf er twee dagen vanaf, dan is het hard.",
    ],
    answer_unfounded: &[
        "De kit is gescheurd doordat er verf overheen is gezet. Dat verdraagt deze kit niet. Onze monteur heeft verteld welke verf wel kan.",
    ],
};

pub const LEAK: Topic = Topic {
    category: "sealing",
    fault: Some(Fault::Sealant),
    subject: Subject::Leak,
    about_technician: false,
    told_by_variant: false,
    told: &[
        &[
            "Bij regen loopt er water langs {raam} de {kamer} in.",
            "{raam} lekt, de vensterbank staat blank als het regent.",
            "Na de bui van gisteren lag er een plas onder {raam} in de {kamer}.",
            "We hebben lekkage bij {raam} dat jullie {wanneer} hebben geplaatst.",
        ],
        &[
            "Het komt onder uit de hoek.",
            "Er staat nu een emmer onder.",
            "Het behang laat al los.",
            "Het gebeurt alleen als de wind op de gevel staat.",
        ],
        &[
            "Beneden bij de buren zit nu ook een vlek in het plafond.",
            "De vloer is van hout en trekt krom.",
            "Ik zit op mijn knieën te dweilen, dit kan zo niet.",
        ],
    ],
    look: &[
        "Lekkage zoeken met water, van onder naar boven. Afwatering controleren.",
        "Spoed: het lekt bij elke bui. Zo mogelijk meteen dichtmaken.",
    ],
    seen: &[
        Seen {
            text: "Afwateringsgaten in de onderdorpel zijn dichtgekit. Water loopt over de dorpel naar binnen.",
            cause: Cause::Placing,
            founded: true,
        },
        Seen {
            text: "Kitnaad boven het raam ontbreekt over twintig centimeter. Met de tuinslang komt het water er meteen door.",
            cause: Cause::Placing,
            founded: true,
        },
        Seen {
            text: "Hielafdichting is niet aangebracht. Water komt achter het glas langs.",
            cause: Cause::Placing,
            founded: true,
        },
        Seen {
            text: "Raam blijft droog bij de proef met water. Het lek zit in het voegwerk boven het kozijn.",
            cause: Cause::Building,
            founded: false,
        },
    ],
    measures: &[
        (Quantity::RelativeHumidity, 55.0, 92.0),
        (Quantity::FaultLength, 40.0, 400.0),
    ],
    founded: &[
        "De afwatering is bij het plaatsen dichtgekit.",
        "De kitnaad boven het raam is vergeten.",
        "De hielafdichting ontbreekt.",
    ],
    unfounded: &["Het raam is dicht. Het water komt door het voegwerk van de gevel."],
    remedy: &[
        "Afwatering openmaken en testen met water.",
        "Kitnaad boven het raam aanbrengen, testen met water.",
        "Glas eruit, hielafdichting aanbrengen, glas terugzetten.",
    ],
    repaired: &[
        "Afwatering open. Een kwartier met water getest: droog.",
        "Naad boven het raam gekit. Na een dag met water getest: geen lek.",
        "Glas eruit gehaald, hielafdichting aangebracht en teruggezet. Getest: geen lek.",
    ],
    glass: &[],
    answer_founded: &[
        "Het water kon niet weg doordat een afvoer dicht zat. Dat is hersteld en met water getest.",
        "Boven het raam was een naad vergeten. Die is nu dicht en met water getest. Is er schade aan het behang, stuur ons dan een foto.",
        "Onder het glas ontbrak een afdichting. Wij hebben het glas eruit gehaald en dat hersteld.",
    ],
    answer_unfounded: &[
        "Onze monteur heeft het raam met water getest. Het bleef droog. Het lek zit in de voegen van de muur. Uw verhuurder of een voeger kan dit herstellen.",
    ],
};

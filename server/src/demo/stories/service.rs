//! Trouble that no one needs to look at on site: appointments, delivery, invoices, conduct.

use super::Topic;
use crate::demo::pictures::Subject;

pub const APPOINTMENT: Topic = Topic {
    category: "appointment",
    fault: None,
    subject: Subject::Room,
    about_technician: false,
    told_by_variant: true,
    told: &[
        &[
            "Er zou vandaag iemand komen voor {raam}, maar er is niemand geweest.",
            "De afspraak voor het glas in de {kamer} is voor de derde keer niet doorgegaan.",
            "Ik heb de hele ochtend vrij genomen voor {raam} en de monteur kwam niet.",
        ],
        &[
            "Ik werd ook niet gebeld.",
            "Toen ik belde, wist niemand er iets van.",
            "In de bevestiging staat toch echt tussen acht en tien.",
            "Ik kreeg alleen een berichtje dat het niet doorging.",
        ],
        &[
            "Zo'n vrije dag krijg ik niet terug.",
            "De ruit is {wanneer} gesneuveld en er zit nog steeds een plaat hout voor.",
            "Een telefoontje was genoeg geweest.",
        ],
    ],
    look: &["Navragen bij de planning wat er is gebeurd."],
    seen: &[],
    measures: &[],
    founded: &[
        "De afspraak stond in de planning, maar is niet doorgegeven aan de monteur.",
        "De klant is niet gebeld toen de afspraak verviel. Dat is onze regel.",
    ],
    unfounded: &[
        "De klant is de dag ervoor gebeld en heeft de nieuwe tijd bevestigd. Het gesprek staat in de planning.",
    ],
    remedy: &[
        "Nieuwe afspraak op een moment dat de klant kiest, voorrijkosten vervallen.",
        "Nieuwe afspraak in de avond, voorrijkosten vervallen.",
    ],
    repaired: &[
        "Afspraak nagekomen op het gekozen moment, werk is klaar.",
        "Werk is in de avond gedaan, klant is tevreden.",
    ],
    glass: &[],
    answer_founded: &[
        "U hebt voor niets op ons gewacht. Dat is onze fout. U koos zelf een nieuw moment en wij rekenen geen voorrijkosten.",
    ],
    answer_unfounded: &[
        "Wij hebben u de dag ervoor gebeld over de nieuwe tijd. Misschien is dat niet bij u aangekomen. De nieuwe afspraak staat.",
    ],
};

pub const DELIVERY: Topic = Topic {
    category: "appointment",
    fault: None,
    subject: Subject::Room,
    about_technician: false,
    told_by_variant: false,
    told: &[
        &[
            "Het glas voor de {kamer} zou er al weken zijn en ik hoor niets.",
            "De levertijd zou vier weken zijn, we zijn nu acht weken verder.",
            "Wanneer komt het glas voor {raam} eindelijk?",
            "Ik heb {wanneer} besteld en wacht nog steeds op het glas voor de {kamer}.",
        ],
        &[
            "Elke keer krijg ik een andere datum te horen.",
            "Ik heb vooruit betaald.",
            "De stukadoor kan niet verder.",
            "Er zit nu plastic voor het gat.",
        ],
        &[
            "Ik wil nu een datum die klopt.",
            "Anders bestel ik het ergens anders.",
            "Het wordt koud, dus het heeft haast.",
        ],
    ],
    look: &["Navragen bij inkoop."],
    seen: &[],
    measures: &[],
    founded: &[
        "De bestelling is twee weken blijven liggen voordat zij naar de fabriek ging.",
        "De levertijd is overschreden en de klant is daar niet over gebeld.",
    ],
    unfounded: &[
        "De levertijd was bij de opdracht als schatting gegeven en is met drie dagen overschreden. De klant is tweemaal gebeld.",
    ],
    remedy: &[
        "Levering met spoed regelen en de klant elke week bellen.",
        "Glas uit de voorraad van een andere vestiging halen.",
    ],
    repaired: &[
        "Glas is geleverd en geplaatst.",
        "Glas uit de andere vestiging gehaald en geplaatst.",
    ],
    glass: &[],
    answer_founded: &[
        "Uw bestelling is bij ons blijven liggen. Dat had niet mogen gebeuren. Het glas is nu geplaatst en u krijgt tien procent terug.",
    ],
    answer_unfounded: &[
        "De levertijd was een schatting. Het glas kwam drie dagen later. Wij hebben u daar twee keer over gebeld.",
    ],
};

pub const INVOICE: Topic = Topic {
    category: "invoice",
    fault: None,
    subject: Subject::Room,
    about_technician: false,
    told_by_variant: true,
    told: &[
        &[
            "De factuur voor {raam} is hoger dan de offerte.",
            "Ik krijg een aanmaning voor de rekening van {raam}, die ik al heb betaald.",
            "Er is twee keer een ruit berekend, terwijl er één is geplaatst in de {kamer}.",
            "Op de factuur voor de {kamer} staan voorrijkosten, terwijl die er niet bij zouden komen.",
        ],
        &[
            "Het scheelt 186 euro.",
            "Ik heb de offerte hier voor me liggen.",
            "Het bankafschrift kan ik u sturen.",
            "Volgens uw collega zou het worden aangepast, maar er is niets veranderd.",
        ],
        &[
            "Tot het klopt, betaal ik niet.",
            "Ik wil niet dat dit naar een incassobureau gaat.",
        ],
    ],
    look: &["Navragen bij de administratie."],
    seen: &[],
    measures: &[],
    founded: &[
        "De offerte was een vaste prijs. De meerprijs is niet vooraf afgesproken.",
        "De betaling was op de verkeerde klant geboekt.",
        "De ruit is dubbel op de factuur gekomen.",
        "In de offerte staat dat er geen voorrijkosten zijn.",
    ],
    unfounded: &[
        "De meerprijs is ter plekke afgesproken en door de klant getekend.",
        "De betaling is ook na navraag bij de bank niet gevonden.",
        "Er zijn twee ruiten geplaatst, dat staat ook op de bon die de klant heeft getekend.",
        "De voorrijkosten staan in de offerte die de klant heeft aanvaard.",
    ],
    remedy: &[
        "Creditfactuur sturen en een nieuwe factuur maken.",
        "Betaling goed boeken en de aanmaning intrekken.",
        "Ruit van de factuur halen en een nieuwe factuur sturen.",
        "Voorrijkosten van de factuur halen.",
    ],
    repaired: &[
        "Creditfactuur is verstuurd, nieuwe factuur klopt met de offerte.",
        "Betaling goed geboekt en aanmaning ingetrokken.",
        "Nieuwe factuur met één ruit is verstuurd.",
        "Nieuwe factuur zonder voorrijkosten is verstuurd.",
    ],
    glass: &[],
    answer_founded: &[
        "De factuur klopte niet. U hebt een nieuwe factuur gekregen. Hebt u te veel betaald, dan staat het binnen een week op uw rekening.",
        "U had al betaald. Wij hadden het bij een andere klant geboekt. De aanmaning kunt u weggooien. Onze excuses.",
        "Er stond een ruit te veel op de factuur. U hebt een nieuwe factuur gekregen.",
        "De voorrijkosten hadden er niet op mogen staan. Ze zijn van de factuur gehaald.",
    ],
    answer_unfounded: &[
        "De meerprijs staat op de bon die u hebt getekend. Een kopie zit bij deze brief. Wilt u in delen betalen, bel ons dan.",
        "Wij hebben uw betaling niet kunnen vinden. Stuurt u ons een kopie van de afschrijving, dan zoeken wij verder.",
        "Volgens de bon die u hebt getekend zijn er twee ruiten geplaatst. Een kopie zit bij deze brief.",
        "De voorrijkosten staan in de offerte die u hebt getekend. Een kopie zit bij deze brief.",
    ],
};

pub const CONDUCT: Topic = Topic {
    category: "conduct",
    fault: None,
    subject: Subject::Room,
    about_technician: true,
    told_by_variant: false,
    told: &[
        &[
            "De monteur die hier was, was erg onbeleefd.",
            "Ik wil iets zeggen over hoe uw monteur met mijn moeder omging.",
            "Uw monteur heeft in de {kamer} zitten roken.",
            "De bus van uw bedrijf stond anderhalf uur voor onze uitrit en de monteur lachte erom.",
        ],
        &[
            "Hij liep met vuile schoenen over het tapijt en zei dat dat erbij hoort.",
            "Toen ik er iets van zei, kreeg ik een grote mond.",
            "De radio stond zo hard dat de buurvrouw kwam klagen.",
            "Mijn moeder was er helemaal van in de war.",
        ],
        &[
            "Het werk zelf is goed, maar zo ga je niet met mensen om.",
            "Ik hoef geen geld terug, wel een excuus.",
            "Ik wil niet dat deze monteur hier nog komt.",
        ],
    ],
    look: &["Gesprek met de medewerker en de klager."],
    seen: &[],
    measures: &[],
    founded: &[
        "De medewerker herkent het verhaal en ziet dat dit niet kon.",
        "Twee mensen vertellen los van elkaar hetzelfde. Zo willen wij niet bij klanten zijn.",
    ],
    unfounded: &[
        "De lezingen lopen uiteen en er was niemand anders bij. Wij kunnen niet vaststellen wat er is gezegd.",
    ],
    remedy: &["Excuus aanbieden namens de monteur en Glaspunt, gesprek met de medewerker."],
    repaired: &[
        "Regiomanager heeft excuus aangeboden. De klager waardeert dat.",
        "Gesprek gevoerd, de medewerker heeft zelf gebeld met de klager.",
    ],
    glass: &[],
    answer_founded: &[
        "Zo had onze monteur niet met u mogen omgaan. Wij bieden onze excuses aan. Wij hebben er met hem over gesproken.",
    ],
    answer_unfounded: &[
        "Wij hebben met de monteur gesproken. Wat er precies is gezegd, kunnen wij niet vaststellen. Wij vinden het naar dat het bezoek zo is gelopen.",
    ],
};

/// Solved by telephone: a paper that is missing (GP-06).
pub const PAPERS: Topic = Topic {
    category: "invoice",
    fault: None,
    subject: Subject::Room,
    about_technician: false,
    told_by_variant: true,
    told: &[
        &[
            "Ik heb nooit een garantiebewijs gekregen voor het glas in de {kamer}.",
            "Voor de subsidie heb ik een verklaring van {raam} nodig, en die krijg ik maar niet per mail.",
            "Ik heb al twee keer om de onderhoudskaart van de {kamer} gevraagd.",
        ],
        &[
            "Het werk was {wanneer} klaar.",
            "Uw collega zou het mailen.",
            "Ik heb ook in de map met ongewenste mail gekeken.",
            "De aanvraag moet deze week de deur uit.",
        ],
        &[
            "Het is iets kleins, maar ik moet er wel steeds achteraan.",
            "Bij het bedrijf van de kozijnen had ik het dezelfde dag.",
            "Straks verkoop ik het huis en dan heb ik niets.",
        ],
    ],
    look: &["Navragen bij de administratie."],
    seen: &[],
    measures: &[],
    founded: &[
        "Het bewijs is gemaakt, maar niet verstuurd.",
        "Het e-mailadres was verkeerd overgenomen.",
        "De papieren horen er bij de oplevering te zijn. Dat waren ze niet.",
    ],
    unfounded: &["De papieren zijn bij de oplevering gegeven, de klant heeft ervoor getekend."],
    remedy: &[
        "Papieren vandaag mailen.",
        "Gegevens verbeteren en het bewijs opnieuw sturen.",
    ],
    repaired: &[
        "Papieren gemaild tijdens het gesprek, klant heeft ze binnen.",
        "Bewijs opnieuw gemaakt en verstuurd.",
    ],
    glass: &[],
    answer_founded: &[
        "U had de papieren al moeten hebben. U hebt ze nu per e-mail gekregen. Onze excuses voor het wachten.",
    ],
    answer_unfounded: &[
        "De papieren zaten bij de opleverbon. Wij hebben u een nieuwe kopie gestuurd.",
    ],
};

/// Answered by telephone: nothing is wrong (GP-06).
pub const OUTSIDE: Topic = Topic {
    category: "glass",
    fault: None,
    subject: Subject::Condensation,
    about_technician: false,
    told_by_variant: false,
    told: &[
        &[
            "Het nieuwe glas in de {kamer} is 's ochtends aan de buitenkant beslagen.",
            "Er zit dauw op de buitenkant van {raam} en bij de oude ramen niet.",
            "{raam} is 's ochtends van buiten nat en niet doorzichtig, terwijl het glas nieuw is.",
        ],
        &[
            "Na een uurtje is het weg.",
            "Vooral na een heldere nacht.",
            "Wij betalen toch voor goed glas.",
            "De buurman zegt dat het dan lek is.",
        ],
        &[
            "Het is {wanneer} geplaatst.",
            "Ik heb het een week lang bijgehouden.",
            "Poetsen helpt niet, het komt terug.",
        ],
    ],
    look: &["Uitleg geven."],
    seen: &[],
    measures: &[],
    founded: &["De uitleg had bij de oplevering gegeven moeten worden."],
    unfounded: &[
        "Dit hoort bij glas dat goed isoleert: de buitenkant blijft koud. Er is geen gebrek.",
        "Dauw aan de buitenkant is een teken van goede isolatie en staat in de folder. Er is geen gebrek.",
    ],
    remedy: &["Folder met uitleg sturen."],
    repaired: &["Folder gestuurd en uitleg gegeven."],
    glass: &[],
    answer_founded: &[
        "Wij hadden u dit bij de oplevering moeten vertellen. U hebt nu onze folder met uitleg gekregen.",
    ],
    answer_unfounded: &[
        "Wat u ziet, hoort bij glas dat de warmte goed binnen houdt. Het kan geen kwaad. Wij hebben u onze folder met uitleg gestuurd.",
    ],
};

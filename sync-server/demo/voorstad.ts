import {
  BLOKJE_OM,
  BOKSEN,
  BUREN,
  HUISWERK,
  HUURACHTERSTAND,
  KOFFIE,
  MANNENLOODS,
  OUDERENADVISEUR,
  REPAIR_CAFE,
  TAALLES,
  TAFEL,
  WEGGEEFWINKEL
} from './entries.ts';
import type { DemoConversation, DemoResident } from './history.ts';

const ONE = 'vet-voorstad-1';
const OTHER = 'vet-voorstad-2';

const resident = (
  author: string,
  card: Omit<DemoResident['card'], 'zone' | 'language'> & { readonly language?: string },
  ...conversations: readonly DemoConversation[]
): DemoResident => ({
  team: 'voorstad',
  author,
  card: { language: 'nl', ...card, zone: 'voorstad' },
  conversations
});

/** The residents of the example team. All of them are invented. */
export const VOORSTAD: readonly DemoResident[] = [
  resident(
    ONE,
    {
      name: 'Mevrouw Ketelaar',
      contact: '0570 00 11 20, liefst na tien uur',
      birthYear: 1941,
      household: 'Woont alleen. Dochter in Zwolle belt elke zondag.'
    },
    {
      daysAgo: 41,
      question: 'Ze komt de deur niet meer uit sinds haar man is overleden.',
      domains: [
        ['social', 'Haar man deed altijd de boodschappen en de praatjes. Nu spreekt ze soms dagen niemand.'],
        ['mental', 'Verdrietig, vooral aan het eind van de middag. Slaapt slecht.'],
        ['physical', 'Lopen gaat met een rollator. Op de stoep durft ze niet goed.'],
        ['meaning', 'Heeft veertig jaar gebreid voor de kerk. Wil graag weer iets maken voor een ander.']
      ],
      notes:
        'Ze vertelde veel over vroeger en haalde het fotoboek erbij. Ze wil niet "in een clubje gestopt worden", maar samen eten klinkt goed.',
      steps: [
        {
          rung: 'network',
          what: 'Buurvrouw Annie vragen om samen naar de winkel te lopen',
          doer: 'resident',
          dueIn: -34,
          results: [
            { daysAgo: 33, result: 'done', note: 'Ze lopen nu elke dinsdag samen. Annie vindt het ook gezellig.' }
          ]
        },
        {
          rung: 'collective',
          what: 'Een keer mee naar Voorstad aan Tafel, ik haal haar op',
          doer: 'organisation',
          dueIn: -20,
          entry: TAFEL,
          results: [
            { daysAgo: 19, result: 'done', note: 'Ze zat naast twee bekenden van vroeger en bleef tot het laatst.' }
          ]
        }
      ]
    },
    {
      daysAgo: 12,
      question: 'Hoe gaat het nu, en wat is de volgende stap?',
      domains: [
        ['social', 'Eet nu elke week mee. Mist iemand om doordeweeks mee te praten.'],
        ['mental', 'Slaapt beter. De middagen blijven lang.'],
        ['meaning', 'Breit mutsjes. Zoekt nog iemand die er blij mee is.']
      ],
      notes: 'Ze lachte weer. Ze wil zelf iemand bellen over de mutsjes.',
      steps: [
        {
          rung: 'own-strength',
          what: 'Zelf bellen met de Weggeefwinkel over de gebreide mutsjes',
          doer: 'resident',
          dueIn: 0,
          entry: WEGGEEFWINKEL
        },
        {
          rung: 'collective',
          what: 'Meelopen met Blokje om, met de rollator kan dat in het rustige groepje',
          doer: 'volunteer',
          dueIn: 3,
          entry: BLOKJE_OM
        }
      ]
    }
  ),
  resident(
    ONE,
    {
      name: 'Dennis Rouwhorst',
      contact: '06 00 00 21 43, appen mag',
      birthYear: 1986,
      household: 'Woont samen met zijn vriendin en twee kinderen van 4 en 7.'
    },
    {
      daysAgo: 28,
      question: 'Ze lopen achter met de huur en zijn bang dat ze eruit moeten.',
      domains: [
        ['finances', 'Twee maanden huurachterstand. Werkt via een uitzendbureau, elke maand een ander bedrag.'],
        ['housing', 'Heeft een brief van de verhuurder gekregen en niet opengemaakt.'],
        ['mental', 'Ligt wakker. Zegt dat hij kort af is tegen de kinderen.']
      ],
      notes: 'We hebben samen de post geopend. Hij schaamde zich, maar was opgelucht dat het om één brief ging.',
      steps: [
        {
          rung: 'own-strength',
          what: 'Alle brieven in één map doen en de bedragen op een rij zetten',
          doer: 'resident',
          dueIn: -21,
          results: [{ daysAgo: 20, result: 'done', note: 'Ligt netjes op volgorde. Het bedrag is lager dan hij dacht.' }]
        },
        {
          rung: 'collective',
          what: 'Samen bellen voor een betalingsregeling',
          doer: 'resident',
          dueIn: -14,
          entry: HUURACHTERSTAND,
          results: [
            { daysAgo: 14, result: 'later', dueIn: 1, note: 'De verhuurder wil eerst loonstroken zien. Die komen vrijdag.' }
          ]
        }
      ]
    }
  ),
  resident(
    OTHER,
    {
      name: 'Fatma Aydoğan',
      contact: '06 00 00 32 17, dochter Elif helpt met vertalen',
      birthYear: 1968,
      household: 'Woont met haar man en jongste dochter.',
      language: 'tr'
    },
    {
      daysAgo: 55,
      question: 'Ze wil beter Nederlands leren, zodat ze zelf naar de huisarts kan.',
      domains: [
        ['practical', 'Verstaat veel, durft weinig te zeggen. Schrijven gaat moeilijk.'],
        ['daytime', 'Heeft jaren in de schoonmaak gewerkt, nu thuis met rugklachten.'],
        ['meaning', 'Kookt graag voor veel mensen.']
      ],
      notes: 'Gesprek samen met dochter Elif. Mevrouw wil een groep met alleen vrouwen.',
      steps: [
        {
          rung: 'collective',
          what: 'Aanmelden bij Taalles om de hoek, groep voor vrouwen',
          doer: 'resident',
          dueIn: -48,
          entry: TAALLES,
          results: [{ daysAgo: 46, result: 'done', note: 'Begonnen in de ochtendgroep. Ze gaat met een buurvrouw.' }]
        }
      ]
    },
    {
      daysAgo: 9,
      by: ONE,
      question: 'De taalles gaat goed. Kan ze ook iets met koken doen?',
      domains: [
        ['daytime', 'Twee ochtenden taalles. Wil graag een vaste dag iets voor anderen doen.'],
        ['social', 'Kent nu vijf vrouwen uit de buurt.']
      ],
      notes: 'Dit gesprek ging voor de helft in het Nederlands. Grote stap.',
      steps: [
        {
          rung: 'network',
          what: 'Een avond meekoken bij Voorstad aan Tafel om te proberen',
          doer: 'volunteer',
          dueIn: 2,
          entry: TAFEL
        }
      ]
    }
  ),
  resident(
    OTHER,
    {
      name: 'Meneer Oudejans',
      contact: '0570 00 14 88, bel twee keer: hij loopt langzaam',
      birthYear: 1938,
      household: 'Woont met zijn vrouw, die begint te vergeten.'
    },
    {
      daysAgo: 17,
      question: 'Hij zorgt dag en nacht voor zijn vrouw en houdt het bijna niet vol.',
      domains: [
        ['social', 'De zoon woont in Canada. Vrienden komen niet meer, ze weten niet wat ze moeten zeggen.'],
        ['mental', 'Moe. Moest huilen toen hij vertelde dat zijn vrouw hem een keer niet herkende.'],
        ['physical', 'Heeft zelf hartklachten en slaapt licht.'],
        ['practical', 'Koken lukt, de was blijft liggen.']
      ],
      notes: 'Hij vindt dat je zoiets zelf moet doen. Een paar uur rust per week wil hij wel proberen.',
      steps: [
        {
          rung: 'network',
          what: 'Zijn nichtje vragen of zij op woensdagmiddag wil komen',
          doer: 'resident',
          dueIn: -10,
          results: [{ daysAgo: 8, result: 'done', note: 'Het nichtje komt om de week.' }]
        },
        {
          rung: 'collective',
          what: 'Kennismaken met een vrijwillige ouderenadviseur over hulp voor mantelzorgers',
          doer: 'organisation',
          dueIn: -1,
          entry: OUDERENADVISEUR
        },
        {
          rung: 'individual',
          what: 'Als het nodig blijkt: samen dagbesteding voor mevrouw aanvragen',
          doer: 'municipality',
          dueIn: 21
        }
      ]
    }
  ),
  resident(
    ONE,
    {
      name: 'Kevin Slotboom',
      contact: '06 00 00 45 61',
      birthYear: 2001,
      household: 'Woont bij zijn moeder.'
    },
    {
      daysAgo: 22,
      question: 'Hij zit al een jaar thuis en komt niet uit zijn kamer.',
      domains: [
        ['daytime', 'Gestopt met de opleiding. Speelt ’s nachts spellen met vrienden op het internet.'],
        ['mental', 'Noemt zichzelf "een mislukking". Wil geen praatgroep.'],
        ['physical', 'Beweegt weinig. Heeft vroeger gebokst.']
      ],
      notes: 'We hebben op straat gepraat, lopend. Binnen zei hij weinig. Over boksen praatte hij wel.',
      steps: [
        {
          rung: 'collective',
          what: 'Eén proefles boksen, ik loop de eerste keer mee',
          doer: 'resident',
          dueIn: -12,
          entry: BOKSEN,
          results: [
            { daysAgo: 11, result: 'not-done', note: 'Hij stond wel klaar, maar durfde op het laatst niet.' }
          ]
        }
      ]
    },
    {
      daysAgo: 10,
      question: 'De proefles ging niet door. Wat maakt het makkelijker?',
      domains: [['mental', 'Bang dat iedereen kijkt. Met één bekende erbij lukt het misschien.']],
      notes: 'Zijn vriend Milan gaat ook wel eens boksen. Kevin appt hem zelf.',
      steps: [
        {
          rung: 'network',
          what: 'Samen met Milan naar boksen gaan',
          doer: 'network',
          dueIn: 0,
          entry: BOKSEN
        }
      ]
    }
  ),
  resident(
    OTHER,
    {
      name: 'Gezin El Amrani',
      contact: '06 00 00 58 02, moeder Samira',
      birthYear: 1984,
      household: 'Moeder met drie kinderen van 9, 12 en 14.',
      language: 'ar'
    },
    {
      daysAgo: 33,
      question: 'De oudste haalt slechte cijfers en thuis is geen rustige plek.',
      domains: [
        ['housing', 'Kleine woning, de drie kinderen delen één kamer.'],
        ['daytime', 'De oudste doet havo, is slim maar komt niet aan leren toe.'],
        ['finances', 'Rondkomen lukt net. Geen geld voor bijles.']
      ],
      notes: 'Samira wist niet dat er huiswerkhulp om de hoek is. De oudste was er zelf bij en wil het proberen.',
      steps: [
        {
          rung: 'network',
          what: 'Twee middagen per week naar de huiswerkhulp',
          doer: 'resident',
          dueIn: -26,
          entry: HUISWERK,
          results: [{ daysAgo: 25, result: 'done', note: 'Hij gaat op dinsdag en donderdag en neemt zijn zusje mee.' }]
        },
        {
          rung: 'own-strength',
          what: 'Met school bespreken welke vakken voorgaan',
          doer: 'resident',
          dueIn: 5
        }
      ]
    }
  ),
  resident(
    ONE,
    {
      name: 'Henk Boerdijk',
      contact: 'Geen telefoon. Meestal thuis voor twaalf uur.',
      birthYear: 1957,
      household: 'Woont alleen.'
    },
    {
      daysAgo: 64,
      question: 'Buren maken zich zorgen: het huis staat vol spullen en het ruikt.',
      domains: [
        ['housing', 'Er is een paadje van de deur naar de bank. De keuken is niet te gebruiken.'],
        ['social', 'Vertrouwt weinig mensen. De buurman van nummer 14 wel.'],
        ['meaning', 'Repareert radio’s. Gooit niets weg wat nog te maken is.']
      ],
      notes: 'Niet over opruimen begonnen. Over radio’s gepraat. Hij vroeg zelf of ik nog eens kom.',
      steps: [
        {
          rung: 'collective',
          what: 'Samen kijken bij het Repair Café, daar zoeken ze iemand voor radio’s',
          doer: 'resident',
          dueIn: -50,
          entry: REPAIR_CAFE,
          results: [{ daysAgo: 49, result: 'done', note: 'Hij heeft drie radio’s gemaakt en kreeg soep mee.' }]
        }
      ]
    },
    {
      daysAgo: 30,
      question: 'Hij begint zelf over de keuken.',
      domains: [
        ['housing', 'Wil weer kunnen koken. Weet niet waar hij moet beginnen.'],
        ['social', 'Komt elke maand bij het Repair Café.']
      ],
      notes: 'Hij bepaalt wat weg mag. De buurman wil helpen sjouwen.',
      steps: [
        {
          rung: 'network',
          what: 'Met de buurman de keuken vrijmaken, één kast per week',
          doer: 'network',
          dueIn: -3
        }
      ]
    }
  ),
  resident(
    ONE,
    {
      name: 'Wilma Stegerman',
      contact: '0570 00 19 35',
      birthYear: 1962,
      household: 'Woont met haar zoon van 31, die autisme heeft.'
    },
    {
      daysAgo: 20,
      question: 'Wat gebeurt er met haar zoon als zij het niet meer kan?',
      domains: [
        ['social', 'Zij regelt alles voor hem. Hij heeft één vriend.'],
        ['practical', 'Hij kan koken en wassen als het op een lijst staat.'],
        ['mental', 'Zij maakt zich al jaren zorgen en praat er met niemand over.']
      ],
      notes: 'De zoon was er het laatste kwartier bij. Hij wil wel oefenen met zelf bellen.',
      steps: [
        { rung: 'own-strength', what: 'Samen een weeklijst maken die de zoon zelf bijhoudt', doer: 'resident', dueIn: -6, results: [{ daysAgo: 6, result: 'done', note: 'De lijst hangt op de koelkast. Hij streept zelf af.' }] },
        { rung: 'collective', what: 'Kennismaken in de Mannenloods, hij houdt van hout', doer: 'volunteer', dueIn: 4, entry: MANNENLOODS }
      ]
    }
  ),
  resident(
    OTHER,
    {
      name: 'Meneer en mevrouw Pruijs',
      contact: '0570 00 20 16',
      birthYear: 1947,
      household: 'Echtpaar, 52 jaar getrouwd.'
    },
    {
      daysAgo: 47,
      question: 'De trap wordt lastig. Moeten ze verhuizen?',
      domains: [
        ['housing', 'Slaapkamer en douche zijn boven. Ze willen in de buurt blijven.'],
        ['physical', 'Meneer heeft een nieuwe knie. Mevrouw is goed ter been.']
      ],
      notes: 'Ze zijn het niet eens over verhuizen. Ze gaan eerst samen opschrijven wat ze belangrijk vinden.',
      steps: [
        { rung: 'own-strength', what: 'Ieder apart opschrijven wat belangrijk is aan wonen', doer: 'resident', dueIn: -40, results: [{ daysAgo: 38, result: 'done', note: 'Allebei noemden ze als eerste: de buren.' }] },
        { rung: 'collective', what: 'Een ouderenadviseur laten meekijken in het huis', doer: 'organisation', dueIn: -25, entry: OUDERENADVISEUR, results: [{ daysAgo: 24, result: 'done', note: 'Een tweede leuning en een douchestoel helpen al veel.' }] },
        { rung: 'individual', what: 'Vragen of een traplift mogelijk is', doer: 'municipality', dueIn: 9 }
      ]
    }
  ),
  resident(
    OTHER,
    {
      name: 'Sjors Lubberink',
      contact: '06 00 00 61 90',
      birthYear: 1979,
      household: 'Gescheiden. Zijn dochter van 10 is er om het weekend.'
    },
    {
      daysAgo: 15,
      question: 'Sinds de scheiding drinkt hij meer dan hij wil.',
      domains: [
        ['mental', 'Drinkt vooral op avonden alleen. Wil minderen voor zijn dochter.'],
        ['social', 'De vriendengroep is bij zijn ex gebleven.'],
        ['daytime', 'Werkt vier dagen in het magazijn. De vrijdag is leeg.']
      ],
      notes: 'Hij begon er zelf over. Hij wil eerst zelf proberen, met iemand die meekijkt.',
      steps: [
        { rung: 'own-strength', what: 'Op doordeweekse avonden niets drinken en het bijhouden', doer: 'resident', dueIn: -1 },
        { rung: 'network', what: 'Op vrijdag naar de Mannenloods', doer: 'volunteer', dueIn: 6, entry: MANNENLOODS }
      ]
    }
  ),
  resident(
    ONE,
    {
      name: 'Mevrouw Brinkhuis',
      contact: '0570 00 22 71, haar zoon Rob neemt soms op',
      birthYear: 1949,
      household: 'Woont alleen, twee katten.'
    },
    {
      daysAgo: 38,
      question: 'Ze heeft ruzie met de bovenburen over herrie in de nacht.',
      domains: [
        ['housing', 'Hoort tot twee uur muziek. Klopt met de bezem op het plafond.'],
        ['mental', 'Boos en moe.']
      ],
      notes: 'Ze heeft de buren nog nooit zonder boosheid gesproken. Dat vindt ze zelf ook gek.',
      steps: [
        { rung: 'own-strength', what: 'Overdag aanbellen met koffie en uitleggen wat ze hoort', doer: 'resident', dueIn: -31, results: [{ daysAgo: 30, result: 'not-done', note: 'Ze durfde het niet alleen.' }] },
        { rung: 'collective', what: 'Een bemiddelaar uit de buurt vragen', doer: 'volunteer', dueIn: -16, entry: BUREN, results: [{ daysAgo: 13, result: 'done', note: 'Er is samen koffie gedronken. Muziek gaat om elf uur zacht.' }] }
      ]
    }
  ),
  resident(
    OTHER,
    {
      name: 'Aleksandra Wójcik',
      contact: '06 00 00 70 34, na vijf uur',
      birthYear: 1991,
      household: 'Woont met haar partner en baby van 5 maanden.',
      language: 'pl'
    },
    {
      daysAgo: 11,
      question: 'Ze kent hier niemand en haar familie woont ver weg.',
      domains: [
        ['social', 'De partner werkt lange dagen. Haar moeder belt elke avond met beeld.'],
        ['practical', 'Spreekt goed Engels, een beetje Nederlands.'],
        ['meaning', 'Was in Polen kapster.']
      ],
      notes: 'De baby doet het goed. Ze wil andere jonge moeders leren kennen.',
      steps: [
        { rung: 'collective', what: 'Op donderdag naar de koffie, met de baby', doer: 'resident', dueIn: -4, entry: KOFFIE, results: [{ daysAgo: 3, result: 'done', note: 'Ze is geweest en heeft twee nummers gekregen.' }] },
        { rung: 'collective', what: 'Kijken welke taalles past met een baby erbij', doer: 'organisation', dueIn: 1, entry: TAALLES }
      ]
    }
  ),
  resident(
    ONE,
    {
      name: 'Theo van Laarhuis',
      contact: '0570 00 25 50',
      birthYear: 1953,
      household: 'Woont alleen. Zus om de hoek.'
    },
    {
      daysAgo: 70,
      question: 'Hij is met pensioen en weet niet wat hij met zijn dagen moet.',
      domains: [
        ['daytime', 'Was buschauffeur. Mist de mensen.'],
        ['meaning', 'Wil nuttig zijn, "niet alleen koffie".']
      ],
      notes: 'Een aanpakker. Kan veel voor de buurt betekenen.',
      steps: [
        { rung: 'network', what: 'Meelopen als vrijwilliger bij Blokje om', doer: 'resident', dueIn: -60, entry: BLOKJE_OM, results: [{ daysAgo: 58, result: 'done', note: 'Hij loopt voorop en kent iedereen al bij naam.' }] }
      ]
    },
    {
      daysAgo: 18,
      by: OTHER,
      question: 'Hij wil mensen ophalen die niet alleen durven.',
      domains: [['meaning', 'Heeft zijn rijbewijs nog en een ruime auto.']],
      notes: 'Goed idee voor mevrouw Ketelaar en anderen. Eerst afspreken hoe het zit met de verzekering.',
      steps: [
        { rung: 'network', what: 'Uitzoeken hoe vrijwillig vervoer verzekerd is', doer: 'organisation', dueIn: -2 }
      ]
    }
  ),
  resident(
    OTHER,
    {
      name: 'Naima Bakkali',
      contact: '06 00 00 83 15',
      birthYear: 1995,
      household: 'Alleenstaande moeder, zoontje van 3.'
    },
    {
      daysAgo: 26,
      question: 'Ze wil weer aan het werk, maar heeft geen opvang.',
      domains: [
        ['daytime', 'Had een baan in de zorg en wil terug.'],
        ['finances', 'Leeft van een uitkering. Betaalt schulden af van haar ex.'],
        ['social', 'Haar moeder past op dinsdag op.']
      ],
      notes: 'Heeft haar plan al half uitgeschreven. Mist vooral iemand die meekijkt.',
      steps: [
        { rung: 'own-strength', what: 'Het plan afmaken: welke uren, welke opvang', doer: 'resident', dueIn: -15, results: [{ daysAgo: 14, result: 'done', note: 'Ligt klaar, heel helder opgeschreven.' }] },
        { rung: 'collective', what: 'Samen naar het gesprek over werk', doer: 'organisation', dueIn: 2 }
      ]
    }
  ),
  resident(
    ONE,
    {
      name: 'Meneer Tijink',
      contact: '0570 00 28 09',
      birthYear: 1944,
      household: 'Weduwnaar. Hond Bram.'
    },
    {
      daysAgo: 7,
      question: 'Hij is gevallen en durft niet meer te fietsen.',
      domains: [
        ['physical', 'Heup gekneusd, loopt met een stok. De huisarts is geweest.'],
        ['social', 'Fietste elke dag naar zijn volkstuin. Daar zijn zijn vrienden.'],
        ['practical', 'De hond uitlaten lukt nu niet.']
      ],
      notes: 'Hij maakt zich meer zorgen om Bram dan om zijn heup.',
      steps: [
        { rung: 'network', what: 'De buurjongen laat Bram ’s ochtends uit', doer: 'network', dueIn: -6, results: [{ daysAgo: 5, result: 'done', note: 'Gaat prima. Bram luistert beter naar hem.' }] },
        { rung: 'network', what: 'Een tuinvriend vragen hem een keer op te halen', doer: 'resident', dueIn: 0 }
      ]
    }
  ),
  resident(
    OTHER,
    {
      name: 'Priya Ramdin',
      contact: '06 00 00 94 47, liever appen dan bellen',
      birthYear: 1974,
      household: 'Woont alleen.'
    },
    {
      daysAgo: 52,
      question: 'Na een burn-out wil ze langzaam weer iets doen.',
      domains: [
        ['mental', 'Drukte is snel te veel. Een uur per keer is genoeg.'],
        ['daytime', 'Was boekhouder. Is goed met cijfers.']
      ],
      notes: 'Zelf een grens stellen vindt ze lastig. Dat is ook wat ze wil oefenen.',
      steps: [
        { rung: 'network', what: 'Eén uur per week de kas bijhouden van de Weggeefwinkel', doer: 'resident', dueIn: -42, entry: WEGGEEFWINKEL, results: [{ daysAgo: 41, result: 'done', note: 'Ze doet het op maandagochtend, als het stil is.' }] },
        { rung: 'own-strength', what: 'Na zes weken bekijken: meer, minder of zo laten', doer: 'resident', dueIn: 1 }
      ]
    }
  ),
  resident(
    ONE,
    {
      name: 'Jolanda en Peter Veerkamp',
      contact: '06 00 00 06 72, Jolanda',
      birthYear: 1971,
      household: 'Samen, met pleegkind van 15.'
    },
    {
      daysAgo: 13,
      question: 'Het pleegkind loopt weg als er ruzie is.',
      domains: [
        ['social', 'De ruzies gaan over de telefoon en over laat thuiskomen.'],
        ['mental', 'Jolanda is bang als hij weg is. Peter wordt boos.']
      ],
      notes: 'Ze weten altijd waar hij is: bij zijn oom in de Rivierenwijk. De oom wil meedenken.',
      steps: [
        { rung: 'network', what: 'Met de oom afspreken: hij belt als de jongen er is', doer: 'network', dueIn: -8, results: [{ daysAgo: 7, result: 'done', note: 'De oom heeft twee keer gebeld. Dat gaf rust.' }] },
        { rung: 'collective', what: 'Het jongerenwerk vragen om met hem kennis te maken', doer: 'organisation', dueIn: 3 }
      ]
    }
  ),
  resident(
    OTHER,
    {
      name: 'Mevrouw Da Costa',
      contact: '0570 00 30 66',
      birthYear: 1959,
      household: 'Woont alleen. Kleinkinderen op woensdag.'
    },
    {
      daysAgo: 31,
      question: 'Ze krijgt de post van de gemeente niet begrepen.',
      domains: [
        ['practical', 'Leest moeilijk. Iedereen dacht dat ze haar bril kwijt was.'],
        ['finances', 'Heeft mogelijk recht op toeslag die ze niet krijgt.']
      ],
      notes: 'Het was de eerste keer dat ze het iemand vertelde. Ik heb de brieven voorgelezen.',
      steps: [
        { rung: 'collective', what: 'Samen naar het spreekuur voor formulieren', doer: 'organisation', dueIn: -22, results: [{ daysAgo: 22, result: 'done', note: 'De toeslag is aangevraagd.' }] },
        { rung: 'collective', what: 'Kennismaken met de taalles, één op één', doer: 'volunteer', dueIn: -9, entry: TAALLES, results: [{ daysAgo: 8, result: 'later', dueIn: 4, note: 'Ze wil eerst haar zus vertellen dat ze moeite heeft met lezen.' }] }
      ]
    }
  ),
  resident(
    ONE,
    {
      name: 'Rick Hartgerink',
      contact: '06 00 00 17 28',
      birthYear: 1998,
      household: 'Woont op kamers met drie anderen.'
    },
    {
      daysAgo: 5,
      question: 'Hij slaapt bij vrienden op de bank en wil een vaste plek.',
      domains: [
        ['housing', 'Moet voor het eind van de maand uit zijn kamer.'],
        ['finances', 'Werkt in de horeca, geen schulden.'],
        ['social', 'Goede band met een oud-collega die een kamer over heeft.']
      ],
      notes: 'Hij heeft meer mogelijkheden dan hij zelf zag.',
      steps: [
        { rung: 'network', what: 'De oud-collega vragen naar de kamer', doer: 'resident', dueIn: 1 },
        { rung: 'own-strength', what: 'Inschrijven voor een sociale huurwoning', doer: 'resident', dueIn: 2 }
      ]
    }
  ),
  resident(
    OTHER,
    {
      name: 'Mevrouw Smeenk',
      contact: 'Via de buurvrouw op nummer 8',
      birthYear: 1932,
      household: 'Woont alleen. Thuiszorg komt elke ochtend.'
    },
    {
      daysAgo: 90,
      question: 'Ze wil thuis blijven wonen, zo lang het kan.',
      domains: [
        ['physical', 'Ziet slecht. Kent haar huis uit haar hoofd.'],
        ['social', 'De buurvrouw komt elke avond even kijken.'],
        ['meaning', 'Luistert naar gesproken boeken, drie per week.']
      ],
      notes: 'Ze weet heel goed wat ze wil. Ze vraagt weinig.',
      steps: [
        { rung: 'network', what: 'Een sleutel bij de buurvrouw leggen', doer: 'resident', dueIn: -85, results: [{ daysAgo: 84, result: 'done', note: 'Gedaan. De thuiszorg weet het ook.' }] },
        { rung: 'collective', what: 'Een vrijwilliger die eens per week voorleest uit de krant', doer: 'volunteer', dueIn: -70, results: [{ daysAgo: 66, result: 'done', note: 'Elke vrijdag komt Greet. Ze lezen vooral de overlijdensberichten, zegt ze zelf.' }] }
      ]
    },
    {
      daysAgo: 24,
      by: ONE,
      question: 'Een keer kijken hoe het gaat.',
      domains: [['physical', 'Is een keer gestruikeld over het kleed. Niets gebroken.']],
      notes: 'Kleed is weg. Ze wil geen alarm om haar nek. Daar praten we later nog eens over.',
      steps: [
        { rung: 'own-strength', what: 'Nadenken over een alarm dat niet om de nek hoeft', doer: 'resident', dueIn: 7 }
      ]
    }
  )
];

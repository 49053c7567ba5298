import { OUDERENADVISEUR } from './entries.ts';
import type { DemoResident } from './history.ts';

/** A few residents of two other teams, so that their lists are not empty. All of them are invented. */
export const OTHER_TEAMS: readonly DemoResident[] = [
  {
    team: 'bathmen',
    author: 'vet-bathmen-1',
    card: {
      name: 'Mevrouw Oosterlaar',
      contact: '0570 00 41 12',
      zone: 'bathmen',
      birthYear: 1940,
      household: 'Woont alleen op de boerderij. Zoon op het erf ernaast.',
      language: 'nl'
    },
    conversations: [
      {
        daysAgo: 16,
        question: 'Ze kan niet meer met de auto en zit vast op de boerderij.',
        domains: [
          ['social', 'Miste drie keer het zangkoor.'],
          ['practical', 'De bus stopt op een kilometer. Dat loopt ze niet.']
        ],
        notes: 'De zoon wist niet dat het koor zo belangrijk voor haar is.',
        steps: [
          {
            rung: 'network',
            what: 'Op het koor vragen wie langs Bathmen rijdt',
            doer: 'resident',
            dueIn: -7,
            results: [{ daysAgo: 6, result: 'done', note: 'Twee koorleden halen haar om de beurt op.' }]
          },
          {
            rung: 'collective',
            what: 'Uitzoeken of de dorpsauto op donderdag kan rijden',
            doer: 'volunteer',
            dueIn: 1
          }
        ]
      }
    ]
  },
  {
    team: 'bathmen',
    author: 'vet-bathmen-1',
    card: {
      name: 'Bert Nijkamp',
      contact: '06 00 00 52 81',
      zone: 'bathmen',
      birthYear: 1966,
      household: 'Woont met zijn vrouw. Twee kinderen uit huis.',
      language: 'nl'
    },
    conversations: [
      {
        daysAgo: 27,
        question: 'Hij moet stoppen met zijn bedrijf en weet niet hoe verder.',
        domains: [
          ['finances', 'Schulden bij twee leveranciers. Zijn vrouw weet niet hoeveel.'],
          ['mental', 'Slaapt niet. Zegt dat hij faalt als boer en als vader.'],
          ['meaning', 'Het bedrijf is van zijn grootvader geweest.']
        ],
        notes: 'Hij heeft beloofd het zijn vrouw te vertellen. We hebben afgesproken hoe.',
        steps: [
          {
            rung: 'own-strength',
            what: 'Met zijn vrouw praten over het geld',
            doer: 'resident',
            dueIn: -24,
            results: [{ daysAgo: 23, result: 'done', note: 'Ze wist meer dan hij dacht. Ze doen het nu samen.' }]
          },
          {
            rung: 'collective',
            what: 'Gesprek met een adviseur voor ondernemers met schulden',
            doer: 'organisation',
            dueIn: 0
          }
        ]
      }
    ]
  },
  {
    team: 'bathmen',
    author: 'vet-bathmen-1',
    card: {
      name: 'Lieke Assink',
      contact: '06 00 00 66 39, na schooltijd',
      zone: 'bathmen',
      birthYear: 2007,
      household: 'Woont bij haar ouders.',
      language: 'nl'
    },
    conversations: [
      {
        daysAgo: 8,
        question: 'Ze zorgt veel voor haar zieke moeder en mist haar vriendinnen.',
        domains: [
          ['social', 'Gaat na school meteen naar huis.'],
          ['daytime', 'Zit in het examenjaar.']
        ],
        notes: 'Ze doet het graag, zegt ze. Maar ze wil ook een avond voor zichzelf.',
        steps: [
          {
            rung: 'network',
            what: 'Met haar tante een vaste avond afspreken',
            doer: 'network',
            dueIn: 2
          }
        ]
      }
    ]
  },
  {
    team: 'wmo',
    author: 'wmo-1',
    card: {
      name: 'Meneer Schutte',
      contact: '0570 00 47 20',
      zone: 'colmschate',
      birthYear: 1951,
      household: 'Woont met zijn vrouw.',
      language: 'nl'
    },
    conversations: [
      {
        daysAgo: 19,
        question: 'Hij heeft een progressieve spierziekte en vraagt hulp in huis.',
        domains: [
          ['physical', 'Staan lukt een paar minuten. Gebruikt een rolstoel buiten.'],
          ['practical', 'Zijn vrouw doet het huishouden en werkt nog drie dagen.'],
          ['housing', 'De drempels zijn weg, de badkamer is te smal.']
        ],
        notes: 'Ze hebben zelf al veel opgelost. De kinderen doen de tuin en de klussen.',
        steps: [
          {
            rung: 'network',
            what: 'De kinderen maken een rooster voor de zware klussen',
            doer: 'network',
            dueIn: -12,
            results: [{ daysAgo: 11, result: 'done', note: 'Het rooster loopt tot de zomer.' }]
          },
          {
            rung: 'individual',
            what: 'Advies vragen over aanpassing van de badkamer',
            doer: 'municipality',
            dueIn: 0
          }
        ]
      }
    ]
  },
  {
    team: 'wmo',
    author: 'wmo-1',
    card: {
      name: 'Mevrouw Kuipers-Baan',
      contact: '0570 00 49 53, via haar dochter',
      zone: 'keizerslanden',
      birthYear: 1943,
      household: 'Woont alleen, driehoog met lift.',
      language: 'nl'
    },
    conversations: [
      {
        daysAgo: 34,
        question: 'De dochter vraagt dagbesteding aan, mevrouw zelf twijfelt.',
        domains: [
          ['mental', 'Vergeet afspraken. Weet zelf dat het minder gaat.'],
          ['daytime', 'Kijkt veel televisie. Was kleuterjuf.']
        ],
        notes: 'Mevrouw wil iets met kinderen, geen "bejaardenclub". Eerst kijken wat in de wijk kan.',
        steps: [
          {
            rung: 'collective',
            what: 'Met een ouderenadviseur kijken wat er in de wijk is',
            doer: 'organisation',
            dueIn: -20,
            entry: OUDERENADVISEUR,
            results: [
              { daysAgo: 18, result: 'done', note: 'Voorlezen op de basisschool, samen met een vrijwilliger.' }
            ]
          },
          {
            rung: 'individual',
            what: 'Over een maand opnieuw bekijken of dagbesteding nodig is',
            doer: 'municipality',
            dueIn: 4
          }
        ]
      }
    ]
  }
];

import type { LifeDomain } from '../social-map/life-domain.ts';

/**
 * Open questions that help a conversation on in each life domain. What somebody can do and whom they have comes first,
 * what is missing last.
 */
export const DOMAIN_PROMPTS: Record<LifeDomain, readonly string[]> = {
  housing: [
    'Waar voelt u zich thuis in uw huis?',
    'Wie komt er weleens bij u over de vloer?',
    'Wat doet u zelf in en om het huis?',
    'Wat maakt wonen hier lastig?'
  ],
  finances: [
    'Hoe houdt u zelf overzicht over uw geld?',
    'Met wie praat u over geld?',
    'Welke brieven of rekeningen blijven liggen?',
    'Wat laat u nu omdat het te duur is?'
  ],
  social: [
    'Wie belt u als er iets is?',
    'Wie zou u vaker willen zien?',
    'Wat doet u voor anderen?',
    'Hoe is het contact met uw buren?',
    'Wanneer voelt u zich alleen?'
  ],
  mental: [
    'Waar wordt u blij van?',
    'Wat doet u zelf op een slechte dag?',
    'Bij wie kunt u uw verhaal kwijt?',
    'Waar ligt u wakker van?'
  ],
  meaning: [
    'Waar komt u graag uw bed voor uit?',
    'Waar bent u trots op?',
    'Wat zou u aan anderen willen leren?',
    'Wat mist u nu?'
  ],
  physical: [
    'Hoe zorgt u nu voor uzelf?',
    'Welke beweging vindt u fijn?',
    'Wie helpt u als uw lichaam niet meewerkt?',
    'Wat lukt niet meer, en wat zou u graag weer kunnen?'
  ],
  practical: [
    'Wat regelt u zelf, en hoe pakt u dat aan?',
    'Wie in de buurt kan even helpen, of helpt u?',
    'Hoe gaat het met lezen, schrijven en de computer?',
    'Wat blijft er liggen?'
  ],
  daytime: [
    'Hoe ziet een gewone dag er voor u uit?',
    'Wat doet u graag, alleen of met anderen?',
    'Waar bent u goed in?',
    'Wat zou u doen als u een dag extra had?'
  ]
};

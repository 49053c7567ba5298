import { describe, expect, test } from 'vitest';
import type { Service } from '../social-map/entry.ts';
import type { ActivityView, EntryView, Session } from '../social-map/map-reader.ts';
import { activityOffer, byReach, serviceOffer } from './offer.ts';
import { whenIn } from './language/offer-words.ts';

const view = (rest: Partial<Service>): EntryView => ({
  organization: null,
  places: [],
  themes: [],
  service: {
    _id: 'service:hulp',
    kind: 'service',
    schema: 1,
    author: 'import',
    device: 'server',
    created: '2026-11-01T00:00:00.000Z',
    name: 'Hulp',
    description: 'Hulp bij post. En meer.',
    organization: null,
    locations: [],
    themes: [],
    lifeDomains: [],
    rung: 'collective',
    access: 'open',
    targetGroups: [],
    zones: ['*'],
    languages: ['nl', 'pl'],
    cost: 'gratis',
    opening: 'ma t/m vr 9.00-17.00 uur',
    phones: [{ number: '0570 00 00 01', label: null }],
    email: null,
    url: null,
    verifiedOn: null,
    contractedWmo: false,
    ...rest
  }
});
const TUESDAY = '2026-11-24T14:00:00';
const SATURDAY = '2026-11-28T14:00:00';

describe('an offer', () => {
  test('tells what to do first, by the way in and whether there is a telephone', () => {
    const way = (rest: Partial<Service>) => serviceOffer(view(rest), TUESDAY).way;
    expect(way({})).toBe('wayOpen');
    expect(way({ access: 'registration' })).toBe('wayRegisterCall');
    expect(way({ access: 'registration', phones: [] })).toBe('wayRegister');
    expect(way({ access: 'referral' })).toBe('wayReferral');
    expect(way({ access: 'indication' })).toBe('wayIndication');
  });

  test('of individual provision tells the way in alone', () => {
    const offer = serviceOffer(view({ rung: 'individual' }), TUESDAY);
    expect([offer.place, offer.cost]).toEqual([null, null]);
  });

  test('is open, closed, or neither where its hours are not clear or the time is not known', () => {
    const said = (now: string | null, opening = 'ma t/m vr 9.00-17.00 uur') =>
      whenIn('en', serviceOffer(view({ opening }), now), now);
    expect(said(TUESDAY)).toEqual({ text: 'Open now, until 17:00', language: 'en' });
    expect(said(SATURDAY)?.text).toBe('Closed now. Opens again: Monday 30 November 09:00');
    expect(said(TUESDAY, 'op afspraak')).toEqual({ text: 'op afspraak', language: 'nl' });
    expect(said(null)).toEqual({ text: 'ma t/m vr 9.00-17.00 uur', language: 'nl' });
    expect(said(TUESDAY, 'dag en nacht')?.text).toBe('Open day and night');
  });

  test('of an activity tells the next time that goes on', () => {
    const session = { start: '2026-12-01T10:00:00', end: '2026-12-01T11:30:00', place: 'Buurthuis' };
    const coming = [
      { ...session, start: '2026-11-24T10:00:00', cancelled: true },
      { ...session, cancelled: false }
    ] as Session[];
    const activity = {
      name: 'Koffie',
      description: 'Kom erbij.',
      rung: 'network',
      registration: false,
      phone: null,
      place: null,
      cost: null,
      languages: []
    } as unknown as ActivityView;
    const offer = activityOffer('activity:koffie', activity, coming);
    expect([offer.way, offer.place]).toEqual(['wayOpen', 'Buurthuis']);
    expect(whenIn('nl', offer, TUESDAY)?.text).toBe('dinsdag 1 december, 10.00 tot 11.30 uur');
    expect(whenIn('nl', offer, null)).toBeNull();
  });
});

test('who can be called now stands before who may be, and that before who is closed', () => {
  const offers = [
    serviceOffer(view({ _id: 'service:dicht', opening: 'zo 9.00-10.00 uur' }), TUESDAY),
    serviceOffer(view({ _id: 'service:onbekend', opening: 'op afspraak' }), TUESDAY),
    serviceOffer(view({ _id: 'service:open' }), TUESDAY),
    serviceOffer(view({ _id: 'service:zonder', phones: [] }), TUESDAY)
  ];
  expect(byReach(offers).map(({ id }) => id)).toEqual(['service:open', 'service:onbekend', 'service:dicht']);
});

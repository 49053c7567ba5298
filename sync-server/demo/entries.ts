import type { ChosenEntry } from '#lib/visits/conversation.ts';

const entry = (uuid: string, name: string, phone: string): ChosenEntry => ({
  id: `service:${uuid}`,
  name,
  phone
});

/** Offer of the example map that steps of the example histories point at. */
export const TAFEL = entry('cadc963d-44e8-5394-9e92-3123206481e5', 'Voorstad aan Tafel', '0570 00 07 75');
export const BLOKJE_OM = entry(
  '158daf23-5353-5758-b2af-0c5455ad304a',
  'Blokje om in Voorstad',
  '0570 00 50 71'
);
export const KOFFIE = entry(
  '88af8ce3-8565-5cf4-9b6f-a25a6772bf82',
  'Koffie met een gat in de hand',
  '0570 00 50 71'
);
export const MANNENLOODS = entry('de20a92d-59e7-5bb1-bf45-1c4ea8357769', 'De Mannenloods', '0570 00 66 07');
export const REPAIR_CAFE = entry(
  '6a7e6509-479f-55e2-8467-deff6d65aa26',
  'Repair Café Voorstad',
  '0570 00 58 79'
);
export const TAALLES = entry('a51453f9-38cd-5711-aeea-a2936e96f099', 'Taalles om de hoek', '0570 00 77 51');
export const BOKSEN = entry('702b2457-055b-5e18-b534-fa44da3f5269', 'Boks je fit', '0570 00 74 94');
export const HUISWERK = entry(
  '123149e3-2444-5c63-9462-c4c2a0631fdc',
  'Huiswerkhulp in de moskee',
  '0570 00 92 29'
);
export const HUURACHTERSTAND = entry(
  'f0b20115-b254-5c08-899c-f5b3a4d39366',
  'Huurachterstand: betalingsregeling ieder1',
  '0570 00 76 93'
);
export const BUREN = entry(
  'e985020f-a89e-55e7-b6ec-4ac4aec979d9',
  'Last van je buren? Dit kun je doen',
  '0570 00 21 87'
);
export const OUDERENADVISEUR = entry(
  'd6e8059d-549e-5f8c-a9b1-9feb0cafb0d1',
  'Vrijwillige ouderenadviseurs (VOA) en cliëntondersteuners',
  '0570 00 56 39'
);
export const WEGGEEFWINKEL = entry(
  '3afbf1d6-eb8b-5341-8bd7-0efa9503f40f',
  'Weggeefwinkel Rode Dorp',
  '0570 00 50 71'
);

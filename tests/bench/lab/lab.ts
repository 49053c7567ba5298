import * as agenda from './agenda-lab.ts';
import * as map from './map-lab.ts';
import * as search from './search-lab.ts';
import * as visit from './visit-lab.ts';

/** What the measuring process calls in the page. */
const lab = { ...agenda, ...map, ...search, ...visit };
export type Lab = typeof lab;

declare global {
  interface Window {
    lab: Lab;
  }
}
window.lab = lab;

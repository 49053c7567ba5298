import * as map from './map-lab.ts';

/** What the measuring process calls in the page. */
const lab = { ...map };
export type Lab = typeof lab;

declare global {
  interface Window {
    lab: Lab;
  }
}
window.lab = lab;

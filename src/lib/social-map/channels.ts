/** Somebody to turn to when the map has no answer. */
export interface Channel {
  readonly name: string;
  readonly phone: string;
  readonly hours: string;
  /** True as long as this is the example municipality's; it is then said beside the number. */
  readonly example: boolean;
}

/** The municipality's own counter. Put your own number and hours here. */
export const COUNTER: Channel = {
  name: 'de wijkwinkel',
  phone: '0570 00 00 00',
  hours: 'maandag tot en met vrijdag van 9.00 tot 17.00 uur',
  example: true
};

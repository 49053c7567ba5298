import { createSubscriber } from 'svelte/reactivity';
import type { Clock } from '../../core/clock.ts';
import { dutchMoment, dutchWallTime } from '../../core/dutch-date.ts';

const MINUTE = 60_000;

const everyMinute = createSubscriber((update) => {
  const ticking = setInterval(update, MINUTE);
  // A phone that slept shows at once what is left.
  document.addEventListener('visibilitychange', update);
  return () => {
    clearInterval(ticking);
    document.removeEventListener('visibilitychange', update);
  };
});

/**
 * The time that the map told (a wall time), as it goes on while a page stays open; in a template it follows every minute.
 * The device's clock tells only how much time has passed, so it may be wrong.
 */
export function passingTime(told: string, clock: Clock): { readonly now: string } {
  const ahead = dutchMoment(told) - clock();
  return {
    get now() {
      everyMinute();
      return dutchWallTime(clock() + ahead);
    }
  };
}

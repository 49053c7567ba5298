import type { SaveFailure } from './records.ts';

/** What to tell when saving did not work. `kept` says where what was typed is safe. */
export function saveFailureText(failure: SaveFailure, kept: string): string {
  if (failure.kind === 'full') {
    return `Dit toestel is vol, dus er is niets bewaard. ${kept} Maak ruimte op je toestel en probeer het opnieuw.`;
  }
  if (failure.kind === 'invalid') {
    const reasons = failure.problems.map((problem) => problem.message).join(' ');
    return `Dit kan niet worden bewaard: ${reasons} ${kept}`;
  }
  return `Bewaren lukte niet. ${kept} Probeer het opnieuw; lukt het dan nog niet, sluit Binnenzak en open het weer.`;
}

/** What to tell when a draft could not be read from the device, so that its form begins anew. */
export const DRAFT_FAILURE =
  'Wat je hier eerder typte, ging niet open. Wat je al bewaarde, is veilig. Open dit scherm nog eens, of begin opnieuw.';

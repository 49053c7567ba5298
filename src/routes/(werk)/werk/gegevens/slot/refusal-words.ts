import type { PassphraseFailure } from '#lib/lock/vault-key.ts';

/** Why a passphrase was not taken, for whoever is at work. */
export const refusalWords = (failure: PassphraseFailure): string =>
  failure.kind === 'wait'
    ? `Er is een paar keer een verkeerde wachtzin ingevuld. Wacht ${failure.seconds} seconden en probeer het dan weer.`
    : 'Deze wachtzin klopt niet. Vul de wachtzin in waarmee je nu opent.';

import { TAGS, type Language } from './language/languages.ts';
import type { Said } from './language/say.ts';

/** Speed at which a text is read, as the browser counts it: 1 is ordinary. */
const SLOWLY = 0.7;

/** The browser's voice. */
export interface Speech {
  /** Whether there is a voice for a language. */
  speaks(language: Language): boolean;
  /** Reads texts one after the other, each in its language; what was being read stops. `onend` is told when it is over. */
  read(texts: readonly Said[], slowly: boolean, onend: () => void): void;
  stop(): void;
  /** Calls back when voices come or go. */
  subscribe(listener: () => void): void;
}

/** The voice of a browser; one that has none speaks no language. */
export function browserSpeech(page: Window): Speech {
  // Old browsers, and some that are built without it, have no voice at all.
  const voice: SpeechSynthesis | undefined = page.speechSynthesis;
  const voiceFor = (language: Language) =>
    voice?.getVoices().find(({ lang }) => lang.toLowerCase().replace('_', '-').split('-')[0] === language);
  let reading = 0;
  return {
    speaks: (language) => voiceFor(language) !== undefined,
    read(texts, slowly, onend) {
      const mine = ++reading;
      voice?.cancel();
      const utterances = texts.flatMap(({ text, language }) => {
        const speaker = voiceFor(language);
        if (!speaker || text.trim() === '') return [];
        const utterance = new SpeechSynthesisUtterance(text);
        utterance.voice = speaker;
        utterance.lang = TAGS[language].slice(0, 2);
        utterance.rate = slowly ? SLOWLY : 1;
        return [utterance];
      });
      const over = () => {
        if (mine === reading) onend();
      };
      const last = utterances.at(-1);
      if (!last) return over();
      last.addEventListener('end', over);
      for (const utterance of utterances) {
        utterance.addEventListener('error', over);
        voice?.speak(utterance);
      }
    },
    stop() {
      reading += 1;
      voice?.cancel();
    },
    subscribe: (listener) => voice?.addEventListener('voiceschanged', listener)
  };
}

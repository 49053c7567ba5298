import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('../../app.css', import.meta.url), 'utf8');

/** Hex tokens of the first `:root` that follows `start`. */
function tokensAfter(start: string): Record<string, string> {
  const from = css.indexOf(':root {', css.indexOf(start));
  const block = css.slice(from, css.indexOf('}', from));
  return Object.fromEntries(
    [...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name, hex]) => [name, hex])
  );
}

const light = tokensAfter(':root');
const dark = { ...light, ...tokensAfter('@media (prefers-color-scheme: dark)') };
const lightMore = tokensAfter('@media (prefers-contrast: more) {');
const sets = {
  light,
  dark,
  'light with more contrast': { ...light, ...lightMore },
  'dark with more contrast': {
    ...dark,
    ...lightMore,
    ...tokensAfter('@media (prefers-contrast: more) and (prefers-color-scheme: dark)')
  }
};

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

const states = ['on-device', 'sent', 'processed', 'refused'];
const rungs = ['own-strength', 'network', 'collective', 'individual'];

describe.each(Object.entries(sets))('the %s set', (_, tokens) => {
  const at = (name: string): string => {
    const hex = tokens[name];
    if (!hex) throw new Error(`There is no colour --${name}.`);
    return hex;
  };

  test.each(['ink', 'soft', 'pine', 'pine-pressed', ...rungs, ...states])(
    '--%s can be read on paper and on a surface',
    (name) => {
      const least = name === 'on-device' ? 6.5 : 7;
      expect(contrast(at(name), at('paper'))).toBeGreaterThanOrEqual(least);
      expect(contrast(at(name), at('surface'))).toBeGreaterThanOrEqual(least);
    }
  );

  test.each([...rungs, ...states])('--%s and ink can be read on its tint', (name) => {
    expect(contrast(at(name), at(`${name}-tint`))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(at('ink'), at(`${name}-tint`))).toBeGreaterThanOrEqual(7);
  });

  test('words on a button can be read, pressed too', () => {
    expect(contrast(at('on-pine'), at('pine'))).toBeGreaterThanOrEqual(7);
    expect(contrast(at('on-pine'), at('pine-pressed'))).toBeGreaterThanOrEqual(7);
  });

  test('borders of controls and the focus are seen', () => {
    expect(contrast(at('line'), at('surface'))).toBeGreaterThanOrEqual(3);
    expect(contrast(at('focus'), at('focus-inner'))).toBeGreaterThanOrEqual(3);
  });
});

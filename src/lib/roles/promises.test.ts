import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..', '..');

interface Promised {
  readonly promise: string;
  readonly title: string;
  readonly file: string;
}

/** The rows of the table of promises: what is promised, the test, and the file that it is in. */
const promised: readonly Promised[] = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, promise = '', title = '', file = ''] = line.split('|').map((cell) => cell.trim());
    return /^`.*\.test\.ts`$/.test(file) ? [{ promise, title, file: file.slice(1, -1) }] : [];
  });

describe('the promises of confidentiality', () => {
  test('are many, and the first says what it promises', () => {
    expect(promised.length).toBeGreaterThan(20);
    expect(promised[0]?.promise).not.toBe('');
  });

  test.each(promised)('"$title" is a test in $file', ({ title, file }) => {
    expect(existsSync(join(ROOT, file))).toBe(true);
    expect(readFileSync(join(ROOT, file), 'utf8')).toContain(title);
  });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readBuiltRules } from './built-rules.ts';
import { bundleRules } from './bundle.ts';

it('goes by built rules only while every file that they were made of is the same', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'binnenzak-rules-'));
  const file = join(folder, 'rules.json');
  expect(await readBuiltRules(file)).toBeNull();
  const built = await bundleRules();
  await writeFile(file, JSON.stringify(built));
  expect(await readBuiltRules(file)).toBe(built.script);
  const rules = 'sync-server/document-rules.ts';
  expect(Object.keys(built.sources)).toEqual(expect.arrayContaining([rules, 'package-lock.json']));
  await writeFile(file, JSON.stringify({ ...built, sources: { ...built.sources, [rules]: 'another' } }));
  expect(await readBuiltRules(file)).toBeNull();
  await writeFile(file, JSON.stringify({ ...built, sources: { ...built.sources, 'gone.ts': 'hash' } }));
  expect(await readBuiltRules(file)).toBeNull();
  await rm(folder, { recursive: true });
});

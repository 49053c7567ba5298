import { describe, expect, it } from 'vitest';
import { readSettings } from './settings.ts';

const problemsOf = (environment: Record<string, string>) => {
  const outcome = readSettings(environment);
  return outcome.ok ? [] : outcome.failure;
};

describe('the settings', () => {
  it('have a default for everything', () => {
    expect(readSettings({})).toEqual({
      ok: true,
      value: {
        port: 3000,
        host: '127.0.0.1',
        dataDir: './data',
        origin: 'http://localhost:3000',
        couchdbUrl: null,
        demo: true,
        municipality: null,
        proxies: []
      }
    });
  });

  it('take an empty variable for an absent one and ignore the unknown', () => {
    expect(readSettings({ PORT: '', DEMO: ' ', SOMETHING: 'else' })).toEqual(readSettings({}));
  });

  it('let the origin follow the port', () => {
    expect(readSettings({ PORT: '8080' })).toMatchObject({ value: { origin: 'http://localhost:8080' } });
  });

  it('take an origin with a slash at its end for the same origin', () => {
    expect(readSettings({ ORIGIN: 'https://Binnenzak.example.nl/' })).toMatchObject({
      value: { origin: 'https://binnenzak.example.nl' }
    });
  });

  it.each([
    ['PORT', 'drieduizend'],
    ['PORT', '0'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '3000.5'],
    ['PORT', '0x50'],
    ['HOST', 'not a host'],
    ['ORIGIN', 'binnenzak.example.nl'],
    ['ORIGIN', 'https://binnenzak.example.nl/path'],
    ['ORIGIN', 'ftp://binnenzak.example.nl'],
    ['COUCHDB_URL', 'couch:5984'],
    ['DEMO', 'false'],
    ['PROXIES', '10.0.0.1 proxy']
  ])('say in one line that %s may not be "%s"', (name, value) => {
    const problems = problemsOf({ [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name} is "${value}", but must be .+\\.$`));
    expect(problems[0]).not.toContain('\n');
  });

  it('name every wrong value at once', () => {
    expect(problemsOf({ PORT: 'x', DEMO: 'no' })).toHaveLength(2);
  });

  it('keep a password off the screen', () => {
    expect(problemsOf({ COUCHDB_URL: 'ftp://admin:hunter2@host' })[0]).not.toContain('hunter2');
  });
});

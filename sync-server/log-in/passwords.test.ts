import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hashPassword, PasswordHash, verifyPassword } from './passwords.ts';

const random = (count: number) => new Uint8Array(randomBytes(count));

describe('a stored password', () => {
  it('is opened by the same password and by no other', async () => {
    const stored = await hashPassword('een goed wachtwoord', random);
    expect(await verifyPassword('een goed wachtwoord', stored)).toBe(true);
    expect(await verifyPassword('een goed wachtwoorD', stored)).toBe(false);
    expect(await verifyPassword('', stored)).toBe(false);
  });

  it('carries its own parameters and never the password', async () => {
    const stored = await hashPassword('een goed wachtwoord', random);
    expect(PasswordHash.safeParse(stored).success).toBe(true);
    expect(stored).toMatchObject({ algorithm: 'argon2id', memoryKiB: 19_456, passes: 2 });
    expect(JSON.stringify(stored)).not.toContain('wachtwoord');
  });

  it('differs for two people with the same password', async () => {
    const [one, other] = await Promise.all([hashPassword('gelijk', random), hashPassword('gelijk', random)]);
    expect(one.hash).not.toBe(other.hash);
  });

  it('does not care how an accent was typed', async () => {
    const stored = await hashPassword('caf\u00e9', random);
    expect(await verifyPassword('cafe\u0301', stored)).toBe(true);
  });

  it('answers a crowd at the door, each its own answer', async () => {
    const stored = await hashPassword('goed', random);
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, place) => verifyPassword(place % 3 === 0 ? 'goed' : 'fout', stored))
    );
    expect(answers.filter(Boolean)).toHaveLength(4);
  });
});

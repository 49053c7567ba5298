import { describe, expect, it } from 'vitest';
import { belongsIn, can, mayOpen } from './can.ts';
import { databaseKind, databasesOf } from './databases.ts';
import { ROLES, type Role } from './user.ts';

const somebody = (...roles: Role[]) => ({
  roles,
  teams: ['voorstad'],
  zones: ['voorstad', 'borgele'],
  activities: ['activity:1DF9E5FD']
});

describe('the databases of a user', () => {
  it.each<[Role, readonly string[]]>([
    ['field-worker', ['team-voorstad', 'opkomst-voorstad', 'opkomst-borgele', 'groep-1df9e5fd']],
    ['team-lead', ['team-voorstad', 'opkomst-voorstad', 'opkomst-borgele', 'groep-1df9e5fd']],
    ['volunteer', ['opkomst-voorstad', 'opkomst-borgele', 'groep-1df9e5fd']],
    ['curator', ['beheer']],
    ['policy', []],
    ['administrator', []],
    ['kiosk', []]
  ])('follow from the role: %s', (role, databases) => {
    expect(databasesOf(somebody(role))).toEqual(databases);
  });

  it('add up for somebody with more than one role', () => {
    expect(databasesOf(somebody('volunteer', 'curator'))).toEqual([
      'opkomst-voorstad',
      'opkomst-borgele',
      'groep-1df9e5fd',
      'beheer'
    ]);
  });

  it('never include what the server keeps to itself', () => {
    for (const name of [
      'accounts',
      'audit',
      '_users',
      '_replicator',
      'team-',
      'Team-voorstad',
      'team-../x'
    ]) {
      expect(databaseKind(name)).toBeNull();
      expect(ROLES.some((role) => mayOpen(somebody(role), name))).toBe(false);
    }
  });

  it('leave the map to everyone', () => {
    expect(ROLES.every((role) => mayOpen(somebody(role), 'kaart'))).toBe(true);
  });
});

describe('what a role may do with a kind of document', () => {
  it.each(['resident', 'conversation', 'report', 'referral', 'signal'])(
    '%s is for the team alone',
    (kind) => {
      for (const action of ['read', 'write'] as const) {
        expect(ROLES.filter((role) => can(role, action, kind))).toEqual(['field-worker', 'team-lead']);
      }
      expect(belongsIn(kind as 'resident', 'team-voorstad')).toBe(true);
      expect(belongsIn(kind as 'resident', 'kaart')).toBe(false);
      expect(belongsIn(kind as 'resident', 'opkomst-voorstad')).toBe(false);
    }
  );

  it('a handover is read by the team, and written by the courier alone', () => {
    expect(ROLES.filter((role) => can(role, 'read', 'handover'))).toEqual(['field-worker', 'team-lead']);
    expect(ROLES.filter((role) => can(role, 'write', 'handover'))).toEqual([]);
  });

  it.each(['organization', 'service', 'location', 'activity', 'theme', 'zone'])(
    '%s is read by everyone and written by curators',
    (kind) => {
      expect(ROLES.every((role) => can(role, 'read', kind))).toBe(true);
      expect(ROLES.filter((role) => can(role, 'write', kind))).toEqual(['curator']);
    }
  );

  it('is nothing for a kind that is not in the table', () => {
    for (const kind of ['secret', 'constructor', '__proto__', '']) {
      expect(ROLES.some((role) => can(role, 'write', kind) || can(role, 'read', kind))).toBe(false);
    }
  });
});

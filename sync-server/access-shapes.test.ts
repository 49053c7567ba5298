import { describe, expect, it } from 'vitest';
import { isPlainTarget, shapeOf } from './access-shapes.ts';

const shape = (method: string, target: string) => shapeOf(method, `http://localhost${target}`)?.shape.kind;

describe('what may be asked of a database', () => {
  it.each([
    ['GET', '/db/kaart', 'read'],
    ['HEAD', '/db/kaart/', 'read'],
    [
      'GET',
      '/db/team-voorstad/_changes?style=all_docs&feed=longpoll&heartbeat=10000&since=3-x&limit=25',
      'changes'
    ],
    ['POST', '/db/team-voorstad/_revs_diff', 'read'],
    ['POST', '/db/team-voorstad/_bulk_get?revs=true&latest=true', 'read'],
    ['POST', '/db/team-voorstad/_bulk_docs', 'write-many'],
    ['PUT', '/db/team-voorstad/conversation:01J', 'write-one'],
    ['PUT', '/db/team-voorstad/conversation%3A01J', 'write-one'],
    ['GET', '/db/team-voorstad/conversation%3A01J?open_revs=%5B%22a%22%5D&revs=true', 'read'],
    ['GET', '/db/team-voorstad/_local/zOjGFPXwb6sJPKtoyUrE7g%3D%3D', 'read'],
    ['PUT', '/db/team-voorstad/_local/zOjGFPXwb6sJPKtoyUrE7g%3D%3D', 'write-checkpoint']
  ])('%s %s', (method, target, kind) => {
    expect(shape(method, target)).toBe(kind);
  });
});

describe('what may not', () => {
  it.each([
    ['PUT', '/db/kaart'],
    ['DELETE', '/db/kaart'],
    ['POST', '/db/kaart'],
    ['GET', '/db/_all_dbs'],
    ['GET', '/db/_users'],
    ['GET', '/db/_session'],
    ['GET', '/db/kaart/_security'],
    ['PUT', '/db/kaart/_security'],
    ['POST', '/db/kaart/_purge'],
    ['POST', '/db/kaart/_compact'],
    ['POST', '/db/kaart/_find'],
    ['POST', '/db/kaart/_index'],
    ['GET', '/db/kaart/_design/x'],
    ['PUT', '/db/kaart/_design/x'],
    ['PUT', '/db/kaart/_design%2Fx'],
    ['GET', '/db/kaart/_design/x/_view/y'],
    ['GET', '/db/kaart/_local_docs'],
    ['GET', '/db/kaart/_local/courier'],
    ['PUT', '/db/kaart/_local/courier'],
    ['PUT', '/db/kaart/_local%2FzOjGFPXwb6sJPKtoyUrE7g'],
    ['DELETE', '/db/kaart/service:1'],
    ['COPY', '/db/kaart/service:1'],
    ['PUT', '/db/kaart/service:1/attachment'],
    ['GET', '/db/kaart/service:1/attachment'],
    ['GET', '/db/kaart/service:1%2Fattachment'],
    ['GET', '/db/KAART'],
    ['GET', '/db/kaart/..%2Fteam-voorstad'],
    ['GET', '/db//kaart'],
    ['GET', '/db/kaart//_changes'],
    ['GET', '/db/kaart%2F_security'],
    ['GET', '/db/kaart%00'],
    ['GET', '/db/kaart/%E0%A4%A'],
    ['GET', '/db/kaart/_changes?filter=_view'],
    ['GET', '/db/kaart/_changes?view=x/y'],
    ['GET', '/db/kaart/_changes?since=1&since=2'],
    ['POST', '/db/kaart/_changes'],
    ['GET', '/db/kaart/_all_docs?update_seq=true'],
    ['POST', '/db/kaart/_bulk_docs?new_edits=false'],
    ['PUT', '/db/kaart/service:1?batch=ok'],
    ['GET', '/database/kaart']
  ])('%s %s', (method, target) => {
    expect(shape(method, target)).toBeUndefined();
  });
});

describe('a target as it stands on the wire', () => {
  it.each(['/db/kaart', '/db/kaart/', '/db/a/conversation%3A1?x=..//', '/auth/login'])(
    'is plain: %s',
    (target) => {
      expect(isPlainTarget(target)).toBe(true);
    }
  );
  it.each([
    '//db/kaart',
    '/db//kaart',
    '/db/../auth',
    '/db/./kaart',
    '/db/%2e%2e/x',
    '/db/a%2Fb',
    '/db/a%5cb',
    '/db\\kaart',
    '/db/a%00',
    'http://elsewhere/db/kaart',
    '*',
    '/db/ka art',
    '/db/kaärt'
  ])('has more than one reading: %s', (target) => {
    expect(isPlainTarget(target)).toBe(false);
  });
});

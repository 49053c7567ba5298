import { describe, expect, it } from 'vitest';
import { clientAddressBehind, isNetwork } from './client-address.ts';

describe('the address of a client', () => {
  const behind = clientAddressBehind(['10.0.0.1', '192.168.0.0/16', 'fd00::/8']);

  it('is that of the connection when no proxy is trusted, whatever the request says', () => {
    expect(clientAddressBehind([])('203.0.113.9', '198.51.100.7')).toBe('203.0.113.9');
    expect(behind('203.0.113.9', '198.51.100.7')).toBe('203.0.113.9');
  });

  it('is what a trusted proxy saw', () => {
    expect(behind('10.0.0.1', '198.51.100.7')).toBe('198.51.100.7');
    expect(behind('::ffff:10.0.0.1', '2001:db8::7')).toBe('2001:db8::7');
  });

  it('is not what the client wrote before it', () => {
    expect(behind('10.0.0.1', '1.2.3.4, 198.51.100.7')).toBe('198.51.100.7');
  });

  it('is found behind two proxies', () => {
    expect(behind('10.0.0.1', '1.2.3.4, 198.51.100.7, 192.168.7.7')).toBe('198.51.100.7');
    expect(behind('fd00::2', '198.51.100.7')).toBe('198.51.100.7');
  });

  it('is that of the proxy when it wrote nothing, or nonsense', () => {
    expect(behind('10.0.0.1', undefined)).toBe('10.0.0.1');
    expect(behind('10.0.0.1', 'onbekend')).toBe('10.0.0.1');
    expect(behind('10.0.0.1', '')).toBe('10.0.0.1');
  });
});

describe('a proxy in the settings', () => {
  it.each(['10.0.0.1', '10.0.0.0/8', '::1', 'fd00::/8'])('may be %s', (text) =>
    expect(isNetwork(text)).toBe(true)
  );
  it.each(['', 'proxy', '10.0.0.0/33', '10.0.0.1/8/8', '10.0.0.1/', '10.0.0', 'fd00::/129'])(
    'may not be "%s"',
    (text) => expect(isNetwork(text)).toBe(false)
  );
});

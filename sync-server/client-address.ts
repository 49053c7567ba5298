import { BlockList, isIP, isIPv6 } from 'node:net';

/** Whether text is an address, or a network such as `10.0.0.0/8`. */
export function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 6 ? 128 : 32));
}

/** Tells the address of a client from that of the connection and what proxies wrote in `X-Forwarded-For`. */
export type ClientAddress = (connection: string, forwarded: string | undefined) => string;

/**
 * Believes `X-Forwarded-For` only where a proxy of ours wrote it: read from its end, up to the first address that is no
 * proxy. What stands before that came from the client itself, which may write anything. `proxies`: see `isNetwork`.
 */
export function clientAddressBehind(proxies: readonly string[]): ClientAddress {
  const trusted = new BlockList();
  for (const proxy of proxies) {
    const [address = '', bits] = proxy.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (bits === undefined) trusted.addAddress(address, family);
    else trusted.addSubnet(address, Number(bits), family);
  }
  const isOurs = (address: string) => trusted.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');

  return (connection, forwarded = '') => {
    let client = plain(connection);
    for (const named of forwarded
      .split(',')
      .map((part) => plain(part.trim()))
      .reverse()) {
      if (!isOurs(client) || isIP(named) === 0) return client;
      client = named;
    }
    return client;
  };
}

/** An IPv4 address as such, also where the system or a proxy writes it as IPv6. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');

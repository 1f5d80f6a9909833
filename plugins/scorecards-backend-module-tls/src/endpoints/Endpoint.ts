import { isIP } from 'node:net';

/** Where something is reached with TLS. */
export interface Endpoint {
  /** In lower case and ASCII; addresses of IPv6 without brackets. */
  host: string;
  port: number;
}

const DEFAULT_PORT = 443;
const LONGEST = 300;

/**
 * Reads `host:port` or an https address. All ways to write a host come down to
 * one, so that none of them gets around the list of allowed hosts.
 *
 * @returns Why it is none, in words.
 */
export function parseEndpoint(text: string): Endpoint | string {
  const trimmed = text.trim();
  if (trimmed.length > LONGEST) {
    return `longer than ${LONGEST} characters`;
  }
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(trimmed)?.[1].toLowerCase();
  if (scheme === 'http') {
    return 'http, which is not encrypted';
  }
  const url = URL.parse(scheme ? trimmed : `https://${trimmed}`);
  if (!url || url.protocol !== 'https:' || !url.hostname) {
    return 'neither host:port nor an https address';
  }
  if (url.username || url.password) {
    return 'an address with credentials in it';
  }
  if (!scheme && (url.pathname !== '/' || url.search || url.hash)) {
    return 'neither host:port nor an https address';
  }
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
  return { host, port: url.port === '' ? DEFAULT_PORT : Number(url.port) };
}

/** As people write it. */
export function describeEndpoint({ host, port }: Endpoint): string {
  return isIP(host) === 6 ? `[${host}]:${port}` : `${host}:${port}`;
}

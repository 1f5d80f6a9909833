import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/** What `url` and `uiUrl` say where there is none. */
const NONE = 'none';
const MOST_PEERS = 10;

/**
 * The addresses of all peers, without trailing slashes; none where alerts only
 * come in by webhook.
 */
export function readPeerUrls(config: Config, key: string): string[] {
  if (config.has('url') === config.has('urls')) {
    const found = config.has('url') ? 'both url and urls' : 'no address';
    throw new InputError(
      `${key}: found ${found}, allowed is url, or urls with all peers, or url: none where the portal cannot reach it and alerts only come in by webhook`,
    );
  }
  if (config.has('url')) {
    const url = config.getString('url');
    return url === NONE ? [] : [checkUrl(url, `${key}.url`)];
  }
  const urls = config
    .getStringArray('urls')
    .map((url, index) => checkUrl(url, `${key}.urls[${index}]`));
  if (urls.length < 1 || urls.length > MOST_PEERS) {
    throw new InputError(
      `${key}.urls: found ${urls.length} addresses, allowed are 1 to ${MOST_PEERS}`,
    );
  }
  if (new Set(urls).size < urls.length) {
    throw new InputError(
      `${key}.urls: found an address twice, allowed is each peer once`,
    );
  }
  return urls;
}

/** Where a person opens it. */
export function readUiUrl(
  config: Config,
  key: string,
  unlessTold: string | undefined,
): string | undefined {
  const text = config.getOptionalString('uiUrl');
  if (text === undefined) {
    return unlessTold;
  }
  return text === NONE ? undefined : checkUrl(text, `${key}.uiUrl`);
}

function checkUrl(text: string, key: string): string {
  const allowed =
    'allowed is the http or https address of a server, e.g. https://alertmanager.example.com';
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new InputError(
      `${key}: found '${withoutCredentials(text)}', ${allowed}`,
    );
  }
  if (url.username || url.password) {
    throw new InputError(
      `${key}: found an address with credentials in it; put them into username and password`,
    );
  }
  if (url.search || url.hash) {
    throw new InputError(
      `${key}: found an address with '?' or '#' in it, ${allowed}`,
    );
  }
  if (/\/api\/v[12]\/?$/.test(url.pathname)) {
    throw new InputError(
      `${key}: found an address that ends with ${url.pathname.slice(
        url.pathname.lastIndexOf('/api'),
      )}, allowed is the part before it`,
    );
  }
  return url.href.replace(/\/+$/, '');
}

/** What does not parse may hold them all the same. */
function withoutCredentials(text: string): string {
  return text.replace(/^.*@/s, '***@');
}

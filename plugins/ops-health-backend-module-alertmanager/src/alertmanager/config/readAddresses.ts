import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { checkServerUrl } from '@platform-ops/backstage-plugin-platform-ops-node';

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
    return url === NONE ? [] : [checkAddress(url, `${key}.url`)];
  }
  const urls = config
    .getStringArray('urls')
    .map((url, index) => checkAddress(url, `${key}.urls[${index}]`));
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
  return text === NONE ? undefined : checkAddress(text, `${key}.uiUrl`);
}

function checkAddress(text: string, key: string): string {
  const url = checkServerUrl(text, key, {
    allowed:
      'the http or https address of a server, e.g. https://alertmanager.example.com',
    credentials: 'username and password',
  });
  const api = /\/api\/v[12]$/.exec(url);
  if (api) {
    throw new InputError(
      `${key}: found an address that ends with ${api[0]}, allowed is the part before it`,
    );
  }
  return url;
}

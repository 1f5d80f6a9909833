import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { LIMITS } from '../limits';
import { readToken } from './readToken';
import { readUrl } from './readUrl';

/**
 * An endpoint that is configured.
 */
export interface TargetConfig {
  /** Where the entry stands. */
  key: string;
  url: URL;
  labels: Record<string, string>;
  headers: Record<string, string>;
  /** Where its past is told. */
  historyUrl: URL | undefined;
}

const DEFAULT_PATH = '/metrics';
const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** The entries of `targets`. */
export function readTargets(
  config: Config,
  sourceKey: string,
  shared: Record<'headers' | 'authorization', Record<string, string>>,
): TargetConfig[] {
  const entries = config.getOptionalConfigArray('targets') ?? [];
  if (entries.length > LIMITS.targets) {
    throw new InputError(
      `${sourceKey}.targets: found ${entries.length}, allowed are ${LIMITS.targets}${LIMITS.advice}`,
    );
  }
  return entries.map((entry, index) => {
    const key = `${sourceKey}.targets[${index}]`;
    const url = readUrl(entry.getString('url'), `${key}.url`);
    const path =
      entry.getOptionalString('path') ??
      (url.pathname === '/' ? DEFAULT_PATH : undefined);
    return {
      key,
      url: path === undefined ? url : readOnHost(path, url, `${key}.path`),
      labels: readLabels(entry, key),
      headers: {
        ...shared.headers,
        ...shared.authorization,
        ...readToken(entry, key),
      },
      historyUrl: entry.has('historyUrl')
        ? readOnHost(entry.getString('historyUrl'), url, `${key}.historyUrl`)
        : undefined,
    };
  });
}

/** The target's credentials are for its host alone. */
function readOnHost(text: string, base: URL, key: string): URL {
  const url = URL.canParse(text, base.href) ? new URL(text, base) : undefined;
  if (url?.origin !== base.origin) {
    throw new InputError(
      `${key}: found '${text}', allowed is a path on ${base.origin}`,
    );
  }
  return url;
}

function readLabels(entry: Config, key: string): Record<string, string> {
  const section = entry.getOptionalConfig('labels');
  const labels: Record<string, string> = {};
  for (const name of section?.keys() ?? []) {
    if (!LABEL_NAME.test(name) || name.startsWith('__')) {
      throw new InputError(
        `${key}.labels: found '${name}', allowed are letters, digits and underscores, and not two of these at the start`,
      );
    }
    labels[name] = section!.getString(name);
  }
  return labels;
}

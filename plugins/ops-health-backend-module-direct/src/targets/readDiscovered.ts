import { z } from 'zod';
import type { ServiceDiscoveryConfig } from '../config/readDirectSourceConfig';
import { isAddress } from './isAddress';
import { createTarget, hostOf, type Target } from './Target';

const groupsSchema = z.array(
  z.object({
    targets: z.array(z.string()),
    labels: z.record(z.string(), z.string()).optional(),
  }),
);

const DEFAULT_SCHEME = 'http';
const DEFAULT_PATH = '/metrics';
/** Says where the past of a target is told. */
const HISTORY_PATH = '__portal_history_path__';

/** What a list of targets came to. */
export interface Discovered {
  targets: Target[];
  /** What is wrong with those that were left out. */
  refused: string[];
}

/**
 * Reads a list in the form of Prometheus' HTTP service discovery.
 *
 * @throws ZodError for what has another form.
 */
export function readDiscovered(
  answer: unknown,
  options: {
    sourceId: string;
    discovery: ServiceDiscoveryConfig;
    allowedHosts: string[];
    /** For other hosts than that of the list. */
    headers: Record<string, string>;
  },
): Discovered {
  const result: Discovered = { targets: [], refused: [] };
  for (const { targets, labels = {} } of groupsSchema.parse(answer)) {
    for (const address of targets) {
      const found = toTarget(address, labels, options);
      if (typeof found === 'string') {
        result.refused.push(found);
      } else {
        result.targets.push(found);
      }
    }
  }
  return result;
}

function toTarget(
  address: string,
  labels: Record<string, string>,
  {
    sourceId,
    discovery,
    allowedHosts,
    headers,
  }: Parameters<typeof readDiscovered>[1],
): Target | string {
  const scheme = labels.__scheme__ ?? DEFAULT_SCHEME;
  if (!/^https?$/.test(scheme) || !isAddress(address)) {
    return `the address '${address}' with the scheme '${scheme}' is none of a target: expected are a host and a port, http or https`;
  }
  const host = new URL(`${scheme}://${address}`);
  const isSameHost = hostOf(host) === hostOf(discovery.url);
  if (
    !isSameHost &&
    !allowedHosts.includes(hostOf(host)) &&
    !allowedHosts.includes(host.hostname)
  ) {
    return `the host of '${address}' is not among those allowed: add it to allowedHosts if it may be asked`;
  }
  const url = resolve(labels.__metrics_path__ ?? DEFAULT_PATH, host);
  const historyUrl =
    labels[HISTORY_PATH] === undefined
      ? undefined
      : resolve(labels[HISTORY_PATH], host);
  if (!url || historyUrl === null) {
    return `'${address}' has a path that leads elsewhere`;
  }
  // A list that came by https is not to make us tell secrets by http.
  const isSafe =
    host.protocol === 'https:' || discovery.url.protocol === 'http:';
  const trusted = isSameHost ? discovery.headers : headers;
  return createTarget({
    sourceId,
    url,
    historyUrl,
    labels: Object.fromEntries(
      Object.entries(labels).filter(([name]) => !name.startsWith('__')),
    ),
    headers: isSafe ? trusted : {},
    key: discovery.key,
  });
}

function resolve(path: string, base: URL): URL | null {
  const url = URL.canParse(path, base.href) ? new URL(path, base) : null;
  return url?.origin === base.origin ? url : null;
}

import { isError } from '@backstage/errors';
import type {
  ObservedAlert,
  QueryCost,
} from '@platform-ops/backstage-plugin-ops-health-node';
import { oneLine } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { z } from 'zod';
import type { AlertmanagerPeer, ListAnswer } from './client/AlertmanagerPeer';
import type { AlertmanagerSourceConfig } from './config/readAlertmanagerSourceConfig';
import {
  listedAlertSchema,
  listedSilenceSchema,
  type ListedSilence,
} from './schemas';
import { toObservedAlert } from './toObservedAlert';

/** What one peer knows. */
export interface PeerAnswer {
  alerts: ObservedAlert[];
  cost: QueryCost;
  warnings: string[];
}

interface ListedAlert {
  alert: ObservedAlert;
  silencedBy: string[];
}

const MAX_COMMENT_CHARACTERS = 300;
const MAX_AUTHOR_CHARACTERS = 200;

/** Asks one peer for its alerts, and for silences where there are some. */
export async function readPeer(
  peer: AlertmanagerPeer,
  config: AlertmanagerSourceConfig,
  now: Date,
  signal: AbortSignal,
): Promise<PeerAnswer> {
  const unreadable: string[] = [];
  const listed = await peer.listAlerts(element => {
    const parsed = listedAlertSchema.safeParse(element);
    if (!parsed.success) {
      unreadable.push(describeFirst(parsed.error));
      return undefined;
    }
    const { status, endsAt } = parsed.data;
    return {
      alert: {
        ...toObservedAlert(parsed.data, config, now),
        // It says that it fires; where its clock is behind, that counts.
        endsAt: endsAt && endsAt > now ? endsAt : undefined,
        suppressed:
          status.inhibitedBy.length > 0 ? { by: 'inhibition' } : undefined,
      } satisfies ObservedAlert,
      silencedBy: status.silencedBy,
    };
  }, signal);
  const silences = await readSilences(peer, listed.items, signal);
  return {
    alerts: listed.items.map(item => withSilence(item, silences.byId)),
    cost: {
      queries: listed.cost.queries + silences.cost.queries,
      bytes: listed.cost.bytes + silences.cost.bytes,
      milliseconds: listed.cost.milliseconds + silences.cost.milliseconds,
      samples: listed.items.length,
    },
    warnings: [
      ...(unreadable.length
        ? [
            `${peer.name} lists ${unreadable.length} alerts that cannot be read and are left out; the first one: ${unreadable[0]}`,
          ]
        : []),
      ...silences.warnings,
    ],
  };
}

interface KnownSilences {
  byId: Map<string, ListedSilence>;
  cost: ListAnswer<unknown>['cost'];
  warnings: string[];
}

/** Those of some alerts. Without them the alerts are silenced all the same. */
async function readSilences(
  peer: AlertmanagerPeer,
  alerts: ListedAlert[],
  signal: AbortSignal,
): Promise<KnownSilences> {
  const wanted = new Set(alerts.flatMap(({ silencedBy }) => silencedBy));
  const nothing = { queries: 0, bytes: 0, milliseconds: 0 };
  if (wanted.size === 0) {
    return { byId: new Map(), cost: nothing, warnings: [] };
  }
  try {
    const { items, cost } = await peer.listSilences(element => {
      const { data } = listedSilenceSchema.safeParse(element);
      return data && wanted.has(data.id) ? data : undefined;
    }, signal);
    const byId = new Map(items.map(silence => [silence.id, silence]));
    return { byId, cost, warnings: [] };
  } catch (error) {
    signal.throwIfAborted();
    return {
      byId: new Map(),
      cost: nothing,
      warnings: [
        `Who silenced what cannot be told: ${
          isError(error) ? error.message : error
        }`,
      ],
    };
  }
}

/** Of several silences the one that ends last. */
function withSilence(
  { alert, silencedBy }: ListedAlert,
  silences: Map<string, ListedSilence>,
): ObservedAlert {
  if (silencedBy.length === 0) {
    return alert;
  }
  const [last] = silencedBy
    .flatMap(id => silences.get(id) ?? [])
    .sort((a, b) => b.endsAt.getTime() - a.endsAt.getTime());
  if (!last) {
    return { ...alert, suppressed: { by: 'silence' } };
  }
  const createdBy = oneLine(last.createdBy, MAX_AUTHOR_CHARACTERS);
  return {
    ...alert,
    suppressed: {
      by: 'silence',
      until: last.endsAt,
      comment: oneLine(last.comment, MAX_COMMENT_CHARACTERS),
      ...(createdBy && { createdBy }),
      ...(isForOne(last, alert) && { silenceId: last.id }),
    },
  };
}

/** Whether a silence names exactly the labels of an alert, and so no other's. */
function isForOne({ matchers }: ListedSilence, { labels }: ObservedAlert) {
  const wanted = Object.values(labels).filter(value => value !== '');
  return (
    wanted.length === matchers.filter(({ value }) => value !== '').length &&
    matchers.every(
      ({ name, value, isRegex, isEqual }) =>
        // Without a value it is for those that lack the label.
        !isRegex && isEqual && (labels[name] ?? '') === value,
    )
  );
}

function describeFirst({ issues: [issue] }: z.ZodError): string {
  return `${issue.path.map(String).join('.') || 'alert'}: ${issue.message}`;
}

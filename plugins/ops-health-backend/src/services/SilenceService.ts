import type { Request } from 'express';
import type {
  AuditorService,
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import {
  InputError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type {
  silenceAlertRequestSchema,
  SilenceAlertResponse,
} from '@platform-ops/backstage-plugin-ops-health-common';
import type {
  AlertSilences,
  AlertSource,
  AlertSuppression,
} from '@platform-ops/backstage-plugin-ops-health-node';
import {
  describeFailure,
  type IsVisible,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import type { z } from 'zod';
import type { AlertStore, StoredAlert } from '../database/AlertStore';
import type { AlertJob } from '../refresh/AlertJob';
import type { RefreshTask } from './RefreshTask';

const TIMEOUT_MS = 15_000;

/** Who silences, and what they may see. */
export interface SilenceCall {
  credentials: BackstageCredentials<BackstageUserPrincipal>;
  isVisible: IsVisible;
  request: Request;
}

/**
 * Silences alerts where they fire, one at a time, and ends such silences. All of
 * it is in the audit log.
 */
export class SilenceService {
  readonly #auditor: AuditorService;
  readonly #alerts: AlertStore;
  readonly #refresh: RefreshTask;
  readonly #sources: Map<string, AlertSource>;

  constructor(options: {
    auditor: AuditorService;
    alerts: AlertStore;
    refresh: RefreshTask;
    alertJobs: AlertJob[];
  }) {
    this.#auditor = options.auditor;
    this.#alerts = options.alerts;
    this.#refresh = options.refresh;
    this.#sources = new Map(
      options.alertJobs.map(({ about, source }) => [about.id, source]),
    );
  }

  /** Ids of the sources that take silences. */
  get silenceable(): ReadonlySet<string> {
    return new Set(
      [...this.#sources].flatMap(([id, { silences }]) =>
        silences ? [id] : [],
      ),
    );
  }

  /**
   * @throws NotFoundError where no such alert fires for an entity that the
   *   caller may see.
   */
  async create(
    input: z.output<typeof silenceAlertRequestSchema>,
    call: SilenceCall,
  ): Promise<SilenceAlertResponse> {
    const { entityRef, source, fingerprint, seconds, comment } = input;
    const now = new Date();
    const stored = await this.#alerts.findFiring(source, fingerprint, now);
    if (!call.isVisible(entityRef) || !stored?.entityRefs.includes(entityRef)) {
      throw new NotFoundError(`No such alert fires for ${entityRef}`);
    }
    const silences = this.#silencesOf(source);
    const until = new Date(now.getTime() + seconds * 1000);
    const createdBy = call.credentials.principal.userEntityRef;
    const { labels, name } = stored.alert;
    const others = await this.#alerts.listFiring(now);
    const id = await this.#audited(
      call,
      {
        actionType: 'create',
        source,
        alert: name,
        labels,
        entityRef,
        until: until.toISOString(),
        comment,
      },
      signal =>
        silences.create(
          {
            labels: { ...labelsOfMore(stored, others), ...labels },
            until,
            createdBy,
            comment,
          },
          { signal },
        ),
    );
    await this.#note([stored], {
      by: 'silence',
      until,
      comment,
      createdBy,
      silenceId: id,
    });
    return { id, until: until.toISOString() };
  }

  /**
   * @throws NotFoundError where it silences no alert of an entity that the
   *   caller may see, or more than one alert.
   */
  async end(source: string, id: string, call: SilenceCall): Promise<void> {
    const silenced = await this.#alerts.listSilencedBy(source, id, new Date());
    const entityRefs = silenced.flatMap(alert => alert.entityRefs);
    if (!entityRefs.some(call.isVisible)) {
      throw new NotFoundError(
        `There is no silence with the id ${id} that is for one alert alone`,
      );
    }
    const silences = this.#silencesOf(source);
    await this.#audited(
      call,
      {
        actionType: 'end',
        source,
        silence: id,
        alert: silenced[0].alert.name,
        entityRefs,
      },
      signal => silences.expire(id, { signal }),
    );
    await this.#note(silenced, undefined);
  }

  #silencesOf(sourceId: string): AlertSilences {
    const silences = this.#sources.get(sourceId)?.silences;
    if (!silences) {
      throw new InputError(
        `source: '${sourceId}' takes no silences; those that do are ${
          [...this.silenceable].join(', ') || 'none'
        }`,
      );
    }
    return silences;
  }

  async #audited<T>(
    { request }: SilenceCall,
    meta: JsonObject,
    task: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const event = await this.#auditor.createEvent({
      eventId: 'alert-silence',
      severityLevel: 'medium',
      request,
      meta,
    });
    try {
      const result = await task(AbortSignal.timeout(TIMEOUT_MS));
      await event.success();
      return result;
    } catch (error) {
      const failure = new ServiceUnavailableError(
        `source: '${meta.source}' did not do it: ${describeFailure(error)}`,
      );
      await event.fail({ error: failure });
      throw failure;
    }
  }

  /** What people see at once; what the source says of it comes next. */
  async #note(
    alerts: StoredAlert[],
    suppressed: AlertSuppression | undefined,
  ): Promise<void> {
    for (const alert of alerts) {
      await this.#alerts.setSuppressed(alert, suppressed);
    }
    const [{ sourceId }] = alerts;
    await this.#refresh.trigger(sourceId);
  }
}

/**
 * The labels that other alerts have beside all of those of this one, without a
 * value: a silence of its labels alone would silence these too.
 */
function labelsOfMore(
  { sourceId, alert }: StoredAlert,
  others: StoredAlert[],
): Record<string, string> {
  const own = Object.entries(alert.labels);
  return Object.fromEntries(
    others
      .filter(
        other =>
          other.sourceId === sourceId &&
          own.every(([name, value]) => other.alert.labels[name] === value),
      )
      .flatMap(other => Object.keys(other.alert.labels))
      .map(name => [name, '']),
  );
}

import type { NotificationService } from '@backstage/plugin-notifications-node';
import { parseEntityRef } from '@backstage/catalog-model';
import type { EntityStore } from '../database/EntityStore';
import type { SloStatus, StoredSlo } from '../database/SloStore';

/**
 * Tells the owners of an entity that an error budget burns, unless Prometheus
 * does so by the exported rules: only one of the two pages.
 */
export class SloNotifier {
  readonly #evaluator: 'portal' | 'prometheus';
  readonly #notifications: NotificationService;
  readonly #entities: EntityStore;

  constructor(options: {
    evaluator: 'portal' | 'prometheus';
    notifications: NotificationService;
    entities: EntityStore;
  }) {
    this.#evaluator = options.evaluator;
    this.#notifications = options.notifications;
    this.#entities = options.entities;
  }

  async page(slo: StoredSlo, status: SloStatus): Promise<void> {
    if (this.#evaluator !== 'portal') {
      return;
    }
    const entity = await this.#entities.get(slo.entityRef);
    if (!entity?.owner) {
      return;
    }
    const { kind, namespace, name } = parseEntityRef(slo.entityRef);
    await this.#notifications.send({
      recipients: { type: 'entity', entityRef: entity.owner },
      payload: {
        title: `${entity.title}: ${slo.definition.displayName} burns its error budget`,
        description: status.reason,
        link: `/catalog/${namespace}/${kind}/${name}/health`,
        severity: 'critical',
        topic: 'ops-health.slo',
        scope: `slo/${slo.id}`,
      },
    });
  }
}

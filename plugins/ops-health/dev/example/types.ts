import type {
  EntityHealth,
  HealthChange,
  HealthLimit,
  HealthReason,
  HealthState,
  OfIndicator,
} from '@platform-ops/backstage-plugin-ops-health-common';

/** How an indicator moves beside its days and weeks. */
export type Course = 'steady' | 'ramp' | 'burst' | 'gap' | 'ended' | 'silent';

export interface ExampleIndicator extends OfIndicator {
  usual: number;
  course?: Course;
  limit?: Pick<HealthLimit, 'operator' | 'value'>;
  /** A remark on what is measured, or why it is not. */
  note?: string;
  /** That of the entity unless told. */
  source?: string;
  pack?: string;
  currency?: string;
}

export interface ExampleEntity {
  entityRef: string;
  title: string;
  type?: string;
  system?: string;
  domain?: string;
  owner?: string;
  tier: number;
  state: HealthState;
  /** In minutes. */
  since: number;
  reasons: Array<Omit<HealthReason, 'since'> & { minutes?: number }>;
  source: string;
  indicators: ExampleIndicator[];
  environment?: string;
  unmapped?: boolean;
  stale?: boolean;
  staging?: { state: HealthState; reason: string };
  joins?: EntityHealth['joins'];
  problems?: EntityHealth['problems'];
  links?: EntityHealth['links'];
  alerts?: EntityHealth['alerts'];
  resources?: EntityHealth['resources'];
  changes?: Array<Pick<HealthChange, 'kind' | 'text'> & { minutes: number }>;
}

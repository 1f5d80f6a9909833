import type { CollectedFactType } from '@platform-ops/backstage-plugin-scorecards-node';

type Field = CollectedFactType['fields'][string];

/** Three runs of the interval unless told. */
export const VALID_FOR_MS = 45 * 60_000;

export const texts = (description: string): Field => ({
  type: { list: 'string' },
  description,
});

export const count = (description: string): Field => ({
  type: 'int',
  description,
});

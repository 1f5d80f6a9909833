import type { CollectedFactType } from '@platform-ops/backstage-plugin-scorecards-node';

/** Health is of today; what rests on it must not outlive it for long. */
const VALID_FOR_MS = 3 * 60 * 60_000;

/**
 * What the collector `opsHealth` finds out.
 *
 * @public
 */
export const OPS_HEALTH_FACT_TYPES: CollectedFactType[] = [
  {
    id: 'opsHealth.state',
    title: 'State of health',
    validForMs: VALID_FOR_MS,
    fields: {
      state: {
        type: 'string',
        description: 'good, warning, bad, idle or unknown',
      },
      reason: { type: 'string', description: 'Why, in a sentence' },
      since: {
        type: 'timestamp',
        description: 'When it came into this state',
        optional: true,
      },
      stale: {
        type: 'bool',
        description: 'Whether it is only the last known state',
      },
    },
  },
  {
    id: 'opsHealth.objectives',
    title: 'Service level objectives',
    validForMs: VALID_FOR_MS,
    fields: {
      objectives: {
        type: {
          list: {
            fields: {
              entityRef: {
                type: 'string',
                description: 'Whose it is: its own, or that of what serves it',
              },
              name: { type: 'string', description: 'Its name' },
              objective: {
                type: 'double',
                description: 'Share of good events that is promised, 0..1',
              },
              state: {
                type: 'string',
                description: 'firing, clear, idle or unknown',
              },
              remaining: {
                type: 'double',
                description:
                  'Share of the error budget that is left, 0..1; negative once overspent',
                optional: true,
              },
              coverage: {
                type: 'double',
                description: 'Share of the period that was observed, 0..1',
                optional: true,
              },
              stale: {
                type: 'bool',
                description: 'Whether it was not evaluated for long',
              },
            },
          },
        },
        description: 'Its objectives; for a model also those of what serves it',
      },
    },
  },
  {
    id: 'opsHealth.monitoring',
    title: 'Monitoring, for a model with that of what serves it',
    validForMs: VALID_FOR_MS,
    fields: {
      indicators: {
        type: { list: 'string' },
        description: 'Indicators that have a value that is not stale',
      },
      sources: {
        type: { list: 'string' },
        description: 'Ids of the sources that tell something that is not stale',
      },
      limits: {
        type: 'int',
        description: 'How many indicators have a limit that a person set',
      },
      pages: {
        type: 'int',
        description: 'How many page alerts fire and are not suppressed',
      },
      alertsWithoutRunbook: {
        type: { list: 'string' },
        description: 'Names of firing alerts that link no runbook',
      },
      problems: {
        type: { list: 'string' },
        description: 'What a person should put right, in words',
      },
    },
  },
  {
    id: 'opsHealth.quality',
    title: 'Quality of a model',
    validForMs: VALID_FOR_MS,
    fields: {
      measurements: {
        type: {
          list: {
            fields: {
              indicator: { type: 'string', description: 'E.g. auc' },
              environment: { type: 'string', description: 'Where' },
              slice: {
                type: 'string',
                description:
                  'The part of the population, `sex=female`; missing for the whole',
                optional: true,
              },
              state: {
                type: 'string',
                description: 'measured, stale or unknown',
              },
              n: {
                type: 'int',
                description: 'On how many examples it was last measured',
                optional: true,
              },
              measuredTo: {
                type: 'timestamp',
                description: 'Up to when it was last measured',
                optional: true,
              },
              modelVersion: {
                type: 'string',
                description: 'The version that was measured',
                optional: true,
              },
              reportedBy: {
                type: 'string',
                description: 'Who reported it',
                optional: true,
              },
            },
          },
        },
        description:
          'The newest measurement of each indicator; for a model also of what serves it',
      },
    },
  },
];

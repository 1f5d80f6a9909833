import type { CollectorStatus } from '@platform-ops/backstage-plugin-scorecards-common';
import { minutesAgo } from './time';

const HOUR = 3_600;
const DAY = 24 * HOUR;

/** A collector in each state. */
export const EXAMPLE_COLLECTORS: CollectorStatus[] = [
  {
    id: 'catalog',
    title: 'Catalog',
    version: '1.0.0',
    feed: 'asked',
    state: 'ok',
    lastStartedAt: minutesAgo(6),
    lastSucceededAt: minutesAgo(6),
    lastSeconds: 1.4,
    facts: 1240,
    errors: [],
    factTypes: [
      { id: 'catalog.ownership', title: 'Who owns it', validForSeconds: DAY },
    ],
  },
  {
    id: 'models',
    title: 'Model registries',
    version: '1.0.0',
    feed: 'asked',
    state: 'partial',
    lastStartedAt: minutesAgo(12),
    lastSucceededAt: minutesAgo(12),
    lastSeconds: 8.2,
    facts: 310,
    errors: ['registry eu: 3 models could not be read'],
    factTypes: [
      { id: 'models.production', title: 'What runs', validForSeconds: DAY },
    ],
  },
  {
    id: 'tls',
    title: 'TLS handshake',
    version: '1.2.0',
    feed: 'asked',
    state: 'failing',
    lastStartedAt: minutesAgo(3),
    lastSucceededAt: minutesAgo(3 * 24 * 60),
    lastSeconds: 30,
    facts: 0,
    errors: ['cluster eu-1: no answer within 10 s'],
    factTypes: [
      {
        id: 'tls.endpoints',
        title: 'How the addresses of the service answer',
        validForSeconds: DAY,
      },
    ],
  },
  {
    id: 'cloud',
    title: 'Cloud posture',
    version: '0.1.0',
    feed: 'asked',
    state: 'waiting',
    facts: 0,
    errors: [],
    factTypes: [
      { id: 'cloud.findings', title: 'Findings', validForSeconds: 7 * DAY },
    ],
  },
  {
    id: 'ops-health',
    title: 'Ops health',
    version: '1.0.0',
    feed: 'asked',
    state: 'running',
    lastStartedAt: minutesAgo(0),
    lastSucceededAt: minutesAgo(15),
    facts: 122,
    errors: [],
    factTypes: [
      { id: 'ops-health.slos', title: 'Objectives', validForSeconds: HOUR },
    ],
  },
  {
    id: 'ci',
    title: 'Results of pipelines',
    version: '1.0.0',
    feed: 'pushed',
    state: 'ok',
    lastSucceededAt: minutesAgo(2),
    facts: 96,
    errors: [],
    factTypes: [{ id: 'ci.tests', title: 'Tests', validForSeconds: 180 * DAY }],
  },
];

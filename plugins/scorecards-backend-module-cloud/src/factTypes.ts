import type { CollectedFactType } from '@platform-ops/backstage-plugin-scorecards-node';

type FactField = CollectedFactType['fields'][string];

const DAY_MS = 24 * 60 * 60_000;
/** Scans are made daily, or at least weekly; an older one says nothing. */
const VALID_FOR_MS = 8 * DAY_MS;

const int = (description: string): FactField => ({ type: 'int', description });
const bool = (description: string): FactField => ({
  type: 'bool',
  description,
});
const text = (description: string): FactField => ({
  type: 'string',
  description,
});
const texts = (description: string): FactField => ({
  type: { list: 'string' },
  description,
});
const findings = (description: string): FactField => ({
  description,
  type: {
    list: {
      fields: {
        rule: text('The check of Prowler, or the rule of AWS Config'),
        title: text('What it is about'),
        severity: text(
          'critical, high, medium, low, informational or unknown, as its source says',
        ),
        resource: text('The resource, by its ARN where it has one'),
      },
    },
  },
});

const topic = (id: string, title: string): CollectedFactType => ({
  id,
  title,
  validForMs: VALID_FOR_MS,
  fields: {
    resources: int('How many resources were looked at'),
    rules: texts('By which rules'),
    failed: int('Findings that are not good; muted ones are not'),
    bad: findings('Up to ten of them'),
  },
});

/**
 * What the collector `cloud` finds out. All but `cloud.presence` is told of
 * entities that have something in the cloud; of a model also those of what serves it, of a system those of its parts.
 *
 * @public
 */
export const CLOUD_FACT_TYPES: CollectedFactType[] = [
  {
    id: 'cloud.presence',
    title: 'What it has in the cloud',
    validForMs: DAY_MS,
    fields: {
      sources: texts('Who was asked; nobody where no source is configured'),
      resources: int('How many resources of it are known'),
      roles: int('How many roles it names'),
    },
  },
  {
    id: 'cloud.posture',
    title: 'Cloud posture',
    validForMs: VALID_FOR_MS,
    fields: {
      sources: texts('Who says so'),
      resources: int('How many resources were looked at'),
      passed: int('Findings that are good'),
      muted: int('Findings that somebody decided not to count'),
      unknown: int('Findings that nobody decided'),
      failed: int('Findings that are bad'),
      critical: int('Bad ones of this severity'),
      high: int('Bad ones of this severity'),
      medium: int('Bad ones of this severity'),
      low: int('Bad ones of this severity, or informational'),
      ungraded: int('Bad ones without a severity, such as those of AWS Config'),
      worst: findings('The worst ten'),
    },
  },
  topic('cloud.encryption', 'Encryption at rest in the cloud'),
  topic('cloud.backup', 'Backups in the cloud'),
  topic('cloud.logging', 'Audit logs in the cloud'),
  {
    id: 'cloud.identity',
    title: 'Role in the cloud',
    validForMs: DAY_MS,
    fields: {
      roles: {
        description:
          'Its own, of a model also those of what serves it, of a system those of its parts',
        type: {
          list: {
            fields: {
              entityRef: text('The entity that names it'),
              role: text('Its ARN'),
              found: bool('Whether it is there'),
              policies: texts('Its policies, attached and inline'),
              allowed: {
                description:
                  'What these allow at most: denials, conditions and the boundary are not subtracted',
                optional: true,
                type: {
                  fields: {
                    admin: bool('Everything on everything'),
                    wildcardActions: texts('Whole services, and all but some'),
                    onEverything: texts(
                      'Actions that change something, allowed on every resource',
                    ),
                    escalations: texts('Ways to get more rights than these'),
                    s3: texts('Resources of S3'),
                    kms: texts('Resources of KMS'),
                    sagemaker: texts('Resources of SageMaker'),
                    denials: int('Statements that take something away'),
                    conditions: int('Statements that allow under a condition'),
                  },
                },
              },
              trust: {
                description: 'Who may have it',
                optional: true,
                type: {
                  fields: {
                    anyone: bool('Anybody, in any account'),
                    otherAccounts: texts('Accounts beside its own'),
                    services: texts('Services of AWS'),
                    federated: texts(
                      'Providers of identities, such as that of a cluster',
                    ),
                    subjectsPinned: bool(
                      'Whether each of these is held to certain subjects; true without any',
                    ),
                    subjects: texts('E.g. service accounts of a cluster'),
                  },
                },
              },
              boundary: {
                ...text('The policy that bounds it'),
                optional: true,
              },
              lastUsedAt: {
                type: 'timestamp',
                description: 'When it was used last, as AWS knows it',
                optional: true,
              },
            },
          },
        },
      },
    },
  },
];

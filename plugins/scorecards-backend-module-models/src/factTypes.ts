import type { CollectedFactType } from '@platform-ops/backstage-plugin-scorecards-node';

const HOUR_MS = 60 * 60_000;

/**
 * What the collector `models` finds out.
 *
 * @public
 */
export const MODELS_FACT_TYPES: CollectedFactType[] = [
  {
    id: 'models.registration',
    title: 'Registration',
    validForMs: 24 * HOUR_MS,
    fields: {
      registered: {
        type: 'bool',
        description: 'Whether a registry has it',
      },
      registry: {
        type: 'string',
        description: 'Id of the registry',
        optional: true,
      },
      nativeName: {
        type: 'string',
        description: 'Its name in the registry',
        optional: true,
      },
      versions: { type: 'int', description: 'How many versions it has' },
      latestVersion: {
        type: 'string',
        description: 'The newest version',
        optional: true,
      },
      aliases: {
        type: { list: 'string' },
        description: 'The aliases that the registry has for its versions',
      },
      staged: {
        type: {
          list: {
            fields: {
              version: { type: 'string', description: 'The version' },
              stage: { type: 'string', description: 'Its stage' },
              source: {
                type: 'string',
                description: 'What says so: ledger, tag, alias, legacy-stage',
              },
            },
          },
        },
        description: 'Versions that hold a stage, the highest first',
      },
    },
  },
  {
    id: 'models.production',
    title: 'Versions in production',
    validForMs: 24 * HOUR_MS,
    fields: {
      versions: {
        type: {
          list: {
            fields: {
              version: { type: 'string', description: 'The version' },
              registeredBy: {
                type: 'string',
                description: 'Who registered it',
                optional: true,
              },
              registeredAt: {
                type: 'timestamp',
                description: 'When it was registered',
                optional: true,
              },
              ready: {
                type: 'bool',
                description: 'Whether the registry says that it is ready',
              },
              digest: {
                type: 'string',
                description: 'Digest of its artefact',
                optional: true,
              },
              artifactUri: {
                type: 'string',
                description: 'Where its artefact lies',
                optional: true,
              },
              run: {
                type: 'string',
                description: 'The run that made it',
                optional: true,
              },
              metrics: {
                type: { list: 'string' },
                description: 'Names of the metrics that have a value',
              },
              metricsOnData: {
                type: 'int',
                description: 'How many of them say on which data',
              },
              datasets: {
                type: 'int',
                description: 'How many datasets its run names',
              },
              described: {
                type: 'bool',
                description: 'Whether it has a description',
              },
              signature: {
                type: 'bool',
                description: 'Whether what goes in and comes out is declared',
              },
              stageSource: {
                type: 'string',
                description: 'What says that it is in production',
                optional: true,
              },
              since: {
                type: 'timestamp',
                description: 'When it was first seen to be in production',
                optional: true,
              },
            },
          },
        },
        description: 'Versions that the registry declares to be in production',
      },
    },
  },
  {
    id: 'models.stageHistory',
    title: 'Changes of production',
    validForMs: 24 * HOUR_MS,
    fields: {
      from: {
        type: 'timestamp',
        description: 'Since when changes are told',
      },
      changes: {
        type: {
          list: {
            fields: {
              version: { type: 'string', description: 'The version' },
              to: {
                type: 'string',
                description: 'The stage it came to; missing where it has none',
                optional: true,
              },
              source: {
                type: 'string',
                description:
                  'What said so; only `ledger` holds an approval by a second person',
              },
              actor: {
                type: 'string',
                description: 'Who did it, where the registry says',
                optional: true,
              },
              seenAfter: {
                type: 'timestamp',
                description: 'It had not happened then',
              },
              seenBefore: {
                type: 'timestamp',
                description: 'It had happened then',
              },
            },
          },
        },
        description: 'Versions that came into or left production, newest first',
      },
    },
  },
  {
    id: 'models.deployments',
    title: 'Declared against observed',
    validForMs: 6 * HOUR_MS,
    fields: {
      production: {
        type: 'int',
        description: 'How many deployments in production were observed',
      },
      byDigest: {
        type: 'int',
        description: 'How many of them are a known version by their digest',
      },
      stale: {
        type: 'int',
        description: 'How many of them were not seen for long',
      },
      mismatches: {
        type: { list: 'string' },
        description:
          'Where what is served differs from what is declared, in words',
      },
      undecided: {
        type: { list: 'string' },
        description: 'Where nobody can tell, in words',
      },
      notObserved: {
        type: { list: 'string' },
        description: 'What is declared and nowhere seen, in words',
      },
      matches: {
        type: { list: 'string' },
        description: 'What is served as declared, in words',
      },
    },
  },
];

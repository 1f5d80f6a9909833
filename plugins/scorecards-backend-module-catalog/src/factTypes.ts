import type { CollectedFactType } from '@platform-ops/backstage-plugin-scorecards-node';

/** Entities seldom change, and the catalog seldom fails for a day. */
const VALID_FOR_MS = 24 * 60 * 60_000;

/**
 * What the collector `catalog` finds out.
 *
 * @public
 */
export const CATALOG_FACT_TYPES: CollectedFactType[] = [
  {
    id: 'catalog.ownership',
    title: 'Owner',
    validForMs: VALID_FOR_MS,
    fields: {
      owner: {
        type: 'string',
        description: 'The ref of the owner; missing where nobody is named',
        optional: true,
      },
      resolves: {
        type: 'bool',
        description: 'Whether the catalog has the owner',
      },
      people: {
        type: 'int',
        description:
          'How many people stand behind the owner: the direct members of a group, 1 for a user',
      },
    },
  },
  {
    id: 'catalog.placement',
    title: 'Place in the landscape',
    validForMs: VALID_FOR_MS,
    fields: {
      kind: { type: 'string', description: 'E.g. Model or System' },
      system: {
        type: 'string',
        description: 'The ref of the system that it belongs to',
        optional: true,
      },
      resolves: {
        type: 'bool',
        description: 'Whether the catalog has that system',
      },
      lifecycle: {
        type: 'string',
        description: 'As `spec.lifecycle` says',
        optional: true,
      },
      type: {
        type: 'string',
        description: 'As `spec.type` says',
        optional: true,
      },
      tier: {
        type: 'int',
        description:
          'How important it is, 1 (most) to 4, by the annotation platformops.io/tier',
        optional: true,
      },
      dependencies: {
        type: 'int',
        description: 'How many entities it says it depends on',
      },
      servedBy: {
        type: { list: 'string' },
        description: 'Refs of what serves it, for models',
      },
      onKubernetes: {
        type: 'bool',
        description:
          'Whether it, a part of it or what serves it has an annotation by which the Kubernetes plugin finds it',
      },
    },
  },
  {
    id: 'catalog.documentation',
    title: 'Documentation',
    validForMs: VALID_FOR_MS,
    fields: {
      descriptionLength: {
        type: 'int',
        description: 'Characters of `metadata.description`',
      },
      techDocs: {
        type: 'bool',
        description: 'Whether it has the annotation of TechDocs',
      },
      source: {
        type: 'string',
        description: 'Where its source lies, as its annotations say',
        optional: true,
      },
      links: {
        type: 'int',
        description: 'How many links it has in `metadata.links`',
      },
      documents: {
        type: {
          list: {
            fields: {
              name: {
                type: 'string',
                description:
                  'What it is, e.g. `runbook` for the annotation platformops.io/runbook-url',
              },
              url: { type: 'string', description: 'Where it is' },
            },
          },
        },
        description:
          'Documents by annotations `platformops.io/<name>-url` with an https or http address; the portal does not open them',
      },
    },
  },
  {
    id: 'catalog.classification',
    title: 'Classes of data',
    validForMs: VALID_FOR_MS,
    fields: {
      classes: {
        type: { list: 'string' },
        description:
          'Classes of the data that it handles: its own, and those of the models, datasets and parts below it',
      },
      own: {
        type: { list: 'string' },
        description: 'The classes that it names itself',
      },
      from: {
        type: { list: 'string' },
        description: 'Refs of the entities that bring classes it does not name',
      },
      unclassified: {
        type: { list: 'string' },
        description:
          'Refs of models and datasets of it, itself among them, that name no class',
      },
    },
  },
  {
    id: 'catalog.model',
    title: 'What a model says of itself',
    validForMs: VALID_FOR_MS,
    fields: {
      type: {
        type: 'string',
        description: 'predictive, generative or embedding',
        optional: true,
      },
      task: { type: 'string', description: 'Its task', optional: true },
      license: {
        type: 'string',
        description: 'Its licence, an SPDX id where there is one',
        optional: true,
      },
      riskTier: {
        type: 'string',
        description: 'minimal, limited, high or prohibited (EU AI Act)',
        optional: true,
      },
      materiality: {
        type: 'string',
        description: 'low, medium or high (SR 26-2)',
        optional: true,
      },
      intendedUse: {
        type: 'string',
        description: 'What it is meant for',
        optional: true,
      },
      limitations: {
        type: 'string',
        description: 'What it must not be relied upon for',
        optional: true,
      },
      baseModels: {
        type: { list: 'string' },
        description: 'Upstream ids of the models that it builds on',
      },
      stages: {
        type: { list: 'string' },
        description: 'The stages that its versions hold',
      },
      trainedOn: {
        type: {
          list: {
            fields: {
              ref: { type: 'string', description: 'Ref of the dataset' },
              resolves: {
                type: 'bool',
                description: 'Whether the catalog has it',
              },
              owner: {
                type: 'string',
                description: 'Who answers for it',
                optional: true,
              },
              license: {
                type: 'string',
                description: 'Its licence',
                optional: true,
              },
              source: {
                type: 'string',
                description: 'Where the data comes from',
                optional: true,
              },
              retention: {
                type: 'string',
                description: 'How long it may be kept, ISO 8601',
                optional: true,
              },
              classes: {
                type: { list: 'string' },
                description: 'Classes of its data',
              },
            },
          },
        },
        description: 'The datasets that it was trained on',
      },
    },
  },
  {
    id: 'catalog.dataset',
    title: 'What a dataset says of itself',
    validForMs: VALID_FOR_MS,
    fields: {
      license: { type: 'string', description: 'Its licence', optional: true },
      source: {
        type: 'string',
        description: 'Where the data comes from',
        optional: true,
      },
      retention: {
        type: 'string',
        description: 'How long it may be kept, ISO 8601',
        optional: true,
      },
      models: {
        type: 'int',
        description: 'How many models say that they were trained on it',
      },
    },
  },
  {
    id: 'catalog.aiAct',
    title: 'EU AI Act',
    validForMs: VALID_FOR_MS,
    fields: {
      class: {
        type: 'string',
        description:
          'What the system was classified as: prohibited, high-risk, transparency or minimal; missing where the annotation platformops.io/ai-act-class says nothing or something else',
        optional: true,
      },
      roles: {
        type: { list: 'string' },
        description:
          'What the organisation is to it, by the annotation platformops.io/ai-act-role',
      },
      route: {
        type: 'string',
        description:
          'By which rule it is high-risk or not, by the annotation platformops.io/ai-act-route: annex-i, annex-iii or exception; missing where it says nothing or something else',
        optional: true,
      },
      models: {
        type: 'int',
        description: 'How many models belong to the system',
      },
      riskTiers: {
        type: { list: 'string' },
        description: 'The risk tiers that these models name',
      },
    },
  },
  {
    id: 'catalog.systemModels',
    title: 'Models of a system',
    validForMs: VALID_FOR_MS,
    fields: {
      models: {
        type: {
          list: {
            fields: {
              ref: { type: 'string', description: 'Ref of the model' },
              owned: {
                type: 'bool',
                description: 'Whether it names an owner',
              },
              licensed: {
                type: 'bool',
                description: 'Whether it names a licence',
              },
              intendedUse: {
                type: 'bool',
                description: 'Whether it says what it is meant for',
              },
              limitations: {
                type: 'bool',
                description: 'Whether it says what it must not be used for',
              },
              datasets: {
                type: 'int',
                description: 'How many datasets it says it was trained on',
              },
              documentedDatasets: {
                type: 'int',
                description:
                  'How many of them have an owner, a licence, a source and a retention',
              },
            },
          },
        },
        description: 'The models that are part of the system',
      },
    },
  },
];

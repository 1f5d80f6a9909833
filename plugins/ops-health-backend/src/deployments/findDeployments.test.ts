import {
  findDeployments,
  type DeclaredModel,
  type OtherServers,
  type ProductionServing,
} from './findDeployments';

const model: DeclaredModel = {
  modelRef: 'model:main/churn',
  production: ['14'],
  canary: [],
};

function serving(
  version: string | undefined,
  fields: Partial<ProductionServing> = {},
): ProductionServing {
  return {
    resourceId: 'churn',
    resource: 'InferenceService churn (cluster eu-1)',
    match: version === undefined ? 'cannot-tell' : 'match',
    version,
    since: 'since 2026-11-20 09:14 UTC',
    ...fields,
  };
}

const other = {
  resourceId: 'churn-us',
  resource: 'InferenceService churn (cluster us-1)',
};

describe('findDeployments', () => {
  it.each<
    [
      string,
      Partial<DeclaredModel>,
      ProductionServing[],
      OtherServers,
      Array<[string, string]>,
    ]
  >([
    [
      'what is declared is served',
      {},
      [serving('14')],
      'none',
      [
        [
          'match',
          'v14 is declared production and served by InferenceService churn (cluster eu-1) since 2026-11-20 09:14 UTC',
        ],
      ],
    ],
    [
      'another version is served',
      {},
      [serving('13')],
      'none',
      [
        [
          'mismatch',
          'v14 is declared production; v13 is served in production by InferenceService churn (cluster eu-1) since 2026-11-20 09:14 UTC',
        ],
      ],
    ],
    [
      'one cluster is behind',
      {},
      [serving('14', other), serving('13')],
      'none',
      [
        ['mismatch', expect.stringContaining('(cluster eu-1)') as any],
        ['match', expect.stringContaining('(cluster us-1)') as any],
      ],
    ],
    [
      'the traffic is split with a version that nobody declared',
      {},
      [serving('13', { traffic: 0.1 }), serving('14', { traffic: 0.9 })],
      'none',
      [
        [
          'mismatch',
          'v14 is declared production; InferenceService churn (cluster eu-1) serves v14 (90 %) and v13 (10 %) in production',
        ],
      ],
    ],
    [
      'the traffic is split with the declared canary',
      { production: ['13'], canary: ['14'] },
      [serving('13', { traffic: 0.9 }), serving('14', { traffic: 0.1 })],
      'none',
      [
        [
          'match',
          'v13 is declared production; InferenceService churn (cluster eu-1) serves v13 (90 %) and v14 (10 %, canary)',
        ],
      ],
    ],
    [
      'a canary has taken over',
      { production: ['13'], canary: ['14'] },
      [serving('14', { traffic: 1 })],
      'none',
      [['mismatch', expect.stringMatching(/^v13 is .*; v14 is served/) as any]],
    ],
    [
      'two revisions of one version',
      {},
      [serving('14', { traffic: 0.5 }), serving('14', { traffic: 0.5 })],
      'none',
      [['match', expect.stringContaining('and served by') as any]],
    ],
    [
      'a revision without traffic serves nothing',
      {},
      [serving('14', { traffic: 1 }), serving('15', { traffic: 0 })],
      'none',
      [['match', expect.any(String) as any]],
    ],
    [
      'nothing is declared, something is served',
      { production: [] },
      [serving('13')],
      'none',
      [
        [
          'mismatch',
          expect.stringMatching(
            /^No version is declared production; v13 is served/,
          ) as any,
        ],
      ],
    ],
    ['nothing is declared or served', { production: [] }, [], 'none', []],
    [
      'nothing is served',
      {},
      [],
      'none',
      [
        [
          'not-observed',
          'v14 is declared production; nothing in production was observed to serve it',
        ],
      ],
    ],
    [
      'nothing is served as far as one may see',
      {},
      [],
      'unseen',
      [
        [
          'cannot-tell',
          'v14 is declared production; whether production serves it cannot be told from what you may see',
        ],
      ],
    ],
    ['another component may serve it', {}, [], 'elsewhere', []],
    [
      'one of two declared versions is served',
      { production: ['13', '14'] },
      [serving('13')],
      'none',
      [
        ['not-observed', expect.stringMatching(/^v14 is declared/) as any],
        ['match', expect.stringMatching(/^v13 and v14 are declared/) as any],
      ],
    ],
    [
      'nobody knows the artefact',
      {},
      [
        serving(undefined, {
          reason: 'no version in the registries has this address',
        }),
      ],
      'none',
      [
        [
          'cannot-tell',
          'What InferenceService churn (cluster eu-1) serves cannot be told: no version in the registries has this address',
        ],
      ],
    ],
    [
      'a part of the traffic goes to what nobody knows',
      {},
      [
        serving('14', { traffic: 0.9 }),
        serving(undefined, { traffic: 0.1, reason: 'it does not say' }),
      ],
      'none',
      [['cannot-tell', expect.stringContaining('it does not say') as any]],
    ],
    [
      'something else lies at its address',
      {},
      [
        serving('14', {
          match: 'mismatch',
          reason: 'Churn 14 has this address, and another digest',
        }),
      ],
      'none',
      [
        [
          'mismatch',
          'InferenceService churn (cluster eu-1) serves something else from the address of v14 in production: Churn 14 has this address, and another digest',
        ],
      ],
    ],
    [
      'it failed to load, and what it replaces is not known',
      {},
      [serving('14', { notLoaded: 'not loaded, for it failed to load' })],
      'none',
      [
        [
          'cannot-tell',
          'What InferenceService churn (cluster eu-1) serves cannot be told: v14 is not loaded, for it failed to load',
        ],
      ],
    ],
    [
      'the cluster has not answered for long',
      {},
      [serving('14', { lostSince: '2026-11-20 09:14 UTC' })],
      'none',
      [
        [
          'cannot-tell',
          'What InferenceService churn (cluster eu-1) serves cannot be told: it was last seen 2026-11-20 09:14 UTC',
        ],
      ],
    ],
    [
      'the registry cannot be asked',
      { unknown: 'the models backend does not answer: refused' },
      [serving('14')],
      'none',
      [
        [
          'cannot-tell',
          'Which version is declared production cannot be told: the models backend does not answer: refused',
        ],
      ],
    ],
  ])('tells where %s', (_, declared, servings, others, expected) => {
    const findings = findDeployments(
      { ...model, ...declared },
      servings,
      others,
    );
    expect(findings.map(({ state, text }) => [state, text])).toEqual(expected);
  });
});

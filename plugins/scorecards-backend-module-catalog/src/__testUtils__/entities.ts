import type { Entity } from '@backstage/catalog-model';

const location = 'url:https://git.example.com/org/blob/main/all.yaml';

function entity(
  kind: string,
  name: string,
  spec: Entity['spec'],
  metadata: Partial<Entity['metadata']> = {},
): Entity {
  const isOurs = kind === 'Model' || kind === 'Dataset';
  return {
    apiVersion: isOurs ? 'platformops.io/v1alpha1' : 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name,
      ...metadata,
      annotations: {
        'backstage.io/managed-by-location': location,
        'backstage.io/managed-by-origin-location': location,
        ...metadata.annotations,
      },
    },
    spec,
  };
}

/** A small hospital: one system that is looked after, and what is not. */
export const ENTITIES: Entity[] = [
  entity('Group', 'imaging', { type: 'team', children: [] }),
  entity('User', 'ada', { memberOf: ['imaging'] }),
  entity('User', 'grace', { memberOf: ['imaging'] }),
  entity('Domain', 'healthcare', { owner: 'imaging' }),
  entity(
    'System',
    'radiology',
    { owner: 'imaging', domain: 'healthcare' },
    {
      annotations: {
        'platformops.io/ai-act-class': 'high-risk',
        'platformops.io/ai-act-role': 'provider, deployer, provider',
        'platformops.io/ai-act-route': 'annex-iii',
      },
    },
  ),
  entity(
    'System',
    'misspelt',
    { owner: 'user:default/ada' },
    { annotations: { 'platformops.io/ai-act-class': 'lowrisk' } },
  ),
  entity('Dataset', 'radiographs', {
    owner: 'imaging',
    license: 'proprietary',
    source: 's3://imaging/radiographs',
    retention: 'P10Y',
    dataClassification: ['phi'],
  }),
  entity(
    'Model',
    'triage',
    {
      type: 'predictive',
      lifecycle: 'production',
      owner: 'imaging',
      system: 'radiology',
      license: 'apache-2.0',
      riskTier: 'high',
      intendedUse: 'Sorts the reading list.',
      limitations: '  ',
      trainedOn: ['radiographs', 'lost'],
      dataClassification: ['pii'],
    },
    { description: 'Finds pneumonia.' },
  ),
  entity('Model', 'orphan', { lifecycle: 'experimental', owner: 'nobody' }),
  entity(
    'Component',
    'triage-service',
    { type: 'inference-service', lifecycle: 'production', owner: 'imaging' },
    {
      links: [{ url: 'https://grafana.example.com/d/1' }],
      annotations: {
        'backstage.io/techdocs-ref': 'dir:.',
        'platformops.io/tier': '1',
        'backstage.io/kubernetes-id': 'triage-service',
        'platformops.io/serves': 'model:default/triage',
        'platformops.io/runbook-url': 'https://runbooks.example.com/triage',
        'platformops.io/logs-url': 'https://me:secret@logs.example.com',
        'platformops.io/on-call-url': 'call the desk',
      },
    },
  ),
];

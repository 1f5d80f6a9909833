import type { ModelSeed } from './ModelSeed';

const CHANGES = [
  'Retrained with the sessions of the last four weeks.',
  'Customers who withdrew consent removed.',
  'Season features added.',
  'Negative sampling by popularity.',
  'Cold-start items get embeddings from their texts.',
  'Feature store moved to point-in-time joins.',
];

const SHARED = {
  system: 'system:default/web-shop',
  owner: 'group:default/shop-personalization',
  type: 'predictive',
  license: 'apache-2.0',
  riskTier: 'minimal',
  materiality: 'medium',
  dataClassification: ['pii'],
  changes: CHANGES,
} satisfies Partial<ModelSeed>;

function splits(
  name: string,
  rows: { training: number; test: number },
): ModelSeed['datasets'] {
  return (['training', 'test'] as const).map(context => ({
    name: `${name}-${context}`,
    source: `delta://shop-lake/${name}/${context}`,
    sourceType: 'delta_table',
    rows: rows[context],
    context,
  }));
}

/**
 * Four models of a shop.
 */
export const webShop: ModelSeed[] = [
  {
    ...SHARED,
    name: 'product-recommender',
    author: 'sofia.rossi',
    entityRef: 'model:default/product-recommender',
    task: 'recommendation',
    framework: 'tensorflow',
    modality: ['tabular'],
    trainedOn: ['dataset:default/shop-sessions'],
    intendedUse: 'Chooses the products on start page, product page and basket.',
    limitations:
      'New products are shown too rarely in their first three days. Only for customers who gave consent.',
    card: {
      title: 'Product recommender',
      purpose:
        'Two-tower retrieval and a ranking step: the twelve products that a customer is most likely to want next.',
      outOfScope: [
        'Customers without consent (they see best sellers)',
        'Prices and discounts',
        'Products with an age limit',
      ],
      training: 'Sessions of 90 days, 18 months for purchases, with consent.',
      evaluation:
        'Off-line on the week after the training window, on-line by A/B test with a guardrail on returns.',
      subgroups: {
        header: 'Customers | n | Recall at 12 | Coverage',
        rows: [
          ['New', '41,200', '0.148', '0.61'],
          ['Occasional', '90,300', '0.217', '0.57'],
          ['Regular', '52,800', '0.296', '0.55'],
        ],
      },
      considerations: [
        'Popularity feeds on itself; one slot of twelve is kept for exploration.',
        'No attributes such as age, sex or postcode are used.',
      ],
    },
    versionCount: 13,
    parameters: {
      embedding_dim: ['64', '96', '128'],
      learning_rate: ['0.001', '0.003'],
      negatives: ['10', '20'],
      epochs: ['8'],
      seed: ['42'],
    },
    metrics: [
      { name: 'recall_at_12', first: 0.171, last: 0.231, spread: 0.004 },
      { name: 'ndcg_at_12', first: 0.112, last: 0.158, spread: 0.003 },
      { name: 'catalog_coverage', first: 0.44, last: 0.58, spread: 0.01 },
    ],
    history: { name: 'val_loss', first: 4.1, last: 2.4, steps: 8 },
    datasets: splits('shop-sessions', { training: 12_400_000, test: 184_300 }),
    inputs:
      '[{"name": "customer_id", "type": "string"}, {"name": "recent_items", "type": "string"}]',
    outputs: '[{"name": "items", "type": "string"}]',
    standing: { champion: 1, challenger: 0, tags: { 4: 'rejected' } },
  },
  {
    ...SHARED,
    name: 'customer-segmentation',
    author: 'luca.moretti',
    task: 'clustering',
    framework: 'sklearn',
    modality: ['tabular'],
    trainedOn: ['dataset:default/customer-profiles'],
    intendedUse: 'Puts customers into eight segments for campaigns.',
    limitations:
      'Segments move slowly; one purchase does not change a segment. Not for credit or pricing.',
    card: {
      title: 'Customer segmentation',
      purpose:
        'Eight segments from recency, frequency, value and taste, for campaigns and for reports.',
      outOfScope: ['Credit decisions', 'Individual prices'],
      training: 'Profiles of customers with consent, 24 months.',
      evaluation:
        'Stability between two months, silhouette, and a review of the segments by marketing.',
      subgroups: {
        header: 'Segment | Share | Stable after a month',
        rows: [
          ['Regulars', '11 %', '94 %'],
          ['Bargain hunters', '19 %', '88 %'],
          ['Gift season', '23 %', '91 %'],
          ['Asleep', '26 %', '96 %'],
        ],
      },
      considerations: [
        'Segment names are seen by people in the call centre; they are neutral on purpose.',
      ],
    },
    versionCount: 6,
    parameters: { n_clusters: ['8'], init: ['k-means++'], seed: ['42'] },
    metrics: [
      { name: 'silhouette', first: 0.29, last: 0.36, spread: 0.006 },
      { name: 'stability', first: 0.85, last: 0.92, spread: 0.006 },
    ],
    history: { name: 'inertia', first: 910_000, last: 612_000, steps: 12 },
    datasets: splits('customer-profiles', {
      training: 1_240_000,
      test: 138_000,
    }),
    inputs:
      '[{"name": "recency_days", "type": "long"}, {"name": "orders", "type": "long"}, {"name": "value", "type": "double"}]',
    outputs: '[{"name": "segment", "type": "long"}]',
    standing: { champion: 0, tags: { 1: 'archived' } },
  },
  {
    ...SHARED,
    name: 'churn-prediction',
    author: 'sofia.rossi',
    task: 'tabular-classification',
    framework: 'xgboost',
    modality: ['tabular'],
    derivedFrom: ['model:sandbox/customer-segmentation'],
    trainedOn: ['dataset:default/customer-profiles'],
    intendedUse:
      'Estimates the probability that a customer does not buy in the next 90 days.',
    limitations: 'Seasonal customers look like leaving ones in spring.',
    card: {
      title: 'Churn prediction',
      purpose:
        'Chooses whom the win-back campaign writes to. Nobody is treated worse because of a high score.',
      outOfScope: ['Service level in the call centre', 'Credit decisions'],
      training: 'Monthly snapshots of 24 months, label after 90 days.',
      evaluation: 'The last complete quarter, by segment and channel.',
      subgroups: {
        header: 'Channel | n | AUC | Lift in the first decile',
        rows: [
          ['App', '61,000', '0.842', '3.9'],
          ['Web', '58,200', '0.811', '3.4'],
          ['Shop card only', '18,800', '0.764', '2.6'],
        ],
      },
      considerations: [
        'Uplift, not churn, is what a campaign should rank by; a successor is being tested.',
      ],
    },
    versionCount: 9,
    parameters: {
      max_depth: ['4', '6'],
      eta: ['0.05', '0.1'],
      subsample: ['0.8'],
      n_estimators: ['300', '500'],
      seed: ['42'],
    },
    metrics: [
      { name: 'auc', first: 0.771, last: 0.829, spread: 0.005 },
      { name: 'log_loss', first: 0.412, last: 0.356, spread: 0.005 },
      { name: 'lift_at_10', first: 2.8, last: 3.6, spread: 0.08, digits: 2 },
    ],
    history: { name: 'val_logloss', first: 0.61, last: 0.36, steps: 25 },
    datasets: splits('customer-profiles', {
      training: 2_480_000,
      test: 138_000,
    }),
    inputs:
      '[{"name": "recency_days", "type": "long"}, {"name": "segment", "type": "long"}]',
    outputs: '[{"name": "probability", "type": "double"}]',
    standing: { champion: 2, challenger: 0, failed: 1 },
  },
  {
    ...SHARED,
    name: 'search-ranking',
    author: 'luca.moretti',
    task: 'ranking',
    framework: 'lightgbm',
    modality: ['text', 'tabular'],
    dataClassification: ['internal'],
    trainedOn: ['dataset:default/shop-sessions'],
    intendedUse: 'Orders the results of the product search.',
    limitations: 'Queries in other languages than the shop’s own fall back.',
    versionCount: 5,
    parameters: {
      num_leaves: ['63'],
      learning_rate: ['0.05'],
      objective: ['lambdarank'],
      seed: ['42'],
    },
    metrics: [
      { name: 'ndcg_at_10', first: 0.402, last: 0.447, spread: 0.004 },
      { name: 'mrr', first: 0.511, last: 0.556, spread: 0.004 },
    ],
    history: { name: 'val_ndcg', first: 0.31, last: 0.44, steps: 20 },
    datasets: splits('search-judgements', { training: 402_000, test: 50_100 }),
    inputs:
      '[{"name": "query", "type": "string"}, {"name": "item_id", "type": "string"}]',
    outputs: '[{"name": "score", "type": "double"}]',
    standing: { legacyProduction: 1, tags: { 0: 'staging' } },
  },
];

import type { ModelSeed } from './ModelSeed';

const CHANGES = [
  'Refitted on a rolling window that ends yesterday.',
  'New venue added to the order book features.',
  'Half-spread added as a feature after the desk review.',
  'Outliers of the index rebalancing days winsorised.',
  'Monotone constraints on participation and spread.',
  'Retrained after the change of tick sizes.',
];

const SHARED = {
  system: 'system:default/trading-desk',
  owner: 'group:default/trading-quant',
  type: 'predictive',
  license: 'proprietary',
  riskTier: 'minimal',
  materiality: 'high',
  dataClassification: ['mnpi', 'confidential'],
  changes: CHANGES,
} satisfies Partial<ModelSeed>;

const PARAMETERS = {
  num_leaves: ['31', '63', '127'],
  learning_rate: ['0.02', '0.05', '0.1'],
  n_estimators: ['400', '800', '1200'],
  min_child_samples: ['50', '200'],
  window_days: ['250', '500'],
  seed: ['7'],
};

function splits(
  name: string,
  rows: { training: number; test: number },
): ModelSeed['datasets'] {
  return (['training', 'test'] as const).map(context => ({
    name: `${name}-${context}`,
    source: `delta://market-lake/${name}/${context}`,
    sourceType: 'delta_table',
    rows: rows[context],
    context,
  }));
}

/**
 * Four models of a trading desk.
 */
export const tradingDesk: ModelSeed[] = [
  {
    ...SHARED,
    name: 'volatility-forecast',
    author: 'tomas.novak',
    task: 'time-series-forecasting',
    framework: 'lightgbm',
    modality: ['time-series'],
    trainedOn: ['dataset:default/tick-history'],
    intendedUse:
      'Forecasts realised volatility of 180 equities for the next five minutes to one day; feeds quoting widths and risk limits.',
    limitations:
      'Known to be late in the first two minutes after halts; the desk falls back to an EWMA then.',
    card: {
      title: 'Volatility forecast',
      purpose:
        'Point and quantile forecasts of realised volatility per instrument and horizon. Quoting widens with the upper quantile.',
      outOfScope: [
        'Instruments with fewer than 250 trading days',
        'Auction phases',
        'Pricing of options',
      ],
      training:
        'Rolling 500 trading days of consolidated ticks, features from order book and calendar.',
      evaluation:
        'Walk-forward over the last 60 trading days, against EWMA and HAR baselines.',
      subgroups: {
        header: 'Horizon | QLIKE | Against HAR',
        rows: [
          ['5 min', '0.214', '-11 %'],
          ['30 min', '0.187', '-9 %'],
          ['1 day', '0.263', '-4 %'],
        ],
      },
      considerations: [
        'Independent validation by model risk each year; last one without high findings.',
        'Kill switch: the quoting engine uses the baseline when forecasts are older than ten seconds.',
      ],
    },
    versionCount: 14,
    parameters: PARAMETERS,
    metrics: [
      { name: 'qlike', first: 0.292, last: 0.221, spread: 0.006 },
      { name: 'rmse', first: 0.0049, last: 0.0036, spread: 0.0001, digits: 5 },
      { name: 'mape', first: 0.241, last: 0.183, spread: 0.006 },
      { name: 'coverage_95', first: 0.921, last: 0.948, spread: 0.004 },
    ],
    history: { name: 'val_rmse', first: 0.0071, last: 0.0037, steps: 30 },
    datasets: splits('tick-history', { training: 4_180_000, test: 612_000 }),
    inputs:
      '[{"name": "symbol", "type": "string"}, {"name": "spread", "type": "double"}, {"name": "imbalance", "type": "double"}]',
    outputs: '[{"name": "sigma", "type": "double"}]',
    standing: { champion: 1, challenger: 0, tags: { 3: 'rejected' } },
  },
  {
    ...SHARED,
    name: 'order-flow-imbalance',
    author: 'priya.raman',
    task: 'time-series-forecasting',
    framework: 'pytorch',
    modality: ['time-series'],
    derivedFrom: ['model:sandbox/volatility-forecast'],
    trainedOn: ['dataset:default/order-book-events'],
    intendedUse:
      'Predicts the sign of the mid-price move over the next second from order book events.',
    limitations:
      'Decays within weeks; must be refitted every ten trading days. Not for stocks below one unit of currency.',
    card: {
      title: 'Order flow imbalance',
      purpose:
        'Skews quotes towards the expected move, within limits that are set outside the model.',
      outOfScope: ['Aggressive orders', 'Opening and closing auctions'],
      training:
        'Ninety trading days of order book events, ten levels, five venues.',
      evaluation: 'Purged walk-forward with an embargo of one day.',
      considerations: [
        'Pre-trade controls stay outside of the model path.',
        'Self-matching and layering patterns are monitored by market-abuse-detection.',
      ],
    },
    versionCount: 12,
    parameters: {
      hidden_size: ['64', '128'],
      levels: ['10'],
      learning_rate: ['0.0005', '0.001'],
      epochs: ['15'],
      seed: ['7'],
    },
    metrics: [
      { name: 'accuracy', first: 0.548, last: 0.581, spread: 0.003 },
      { name: 'f1_score', first: 0.531, last: 0.574, spread: 0.004 },
      { name: 'log_loss', first: 0.689, last: 0.671, spread: 0.002 },
      {
        name: 'latency_p99_us',
        first: 410,
        last: 265,
        spread: 12,
        digits: 0,
      },
    ],
    history: { name: 'val_loss', first: 0.693, last: 0.672, steps: 15 },
    datasets: splits('order-book-events', {
      training: 38_400_000,
      test: 4_900_000,
    }),
    inputs:
      '[{"type": "tensor", "tensor-spec": {"dtype": "float32", "shape": [-1, 100, 40]}}]',
    outputs:
      '[{"type": "tensor", "tensor-spec": {"dtype": "float32", "shape": [-1, 3]}}]',
    standing: { champion: 2, challenger: 1, tags: { 0: 'candidate' } },
  },
  {
    ...SHARED,
    name: 'market-abuse-detection',
    author: 'priya.raman',
    task: 'anomaly-detection',
    framework: 'sklearn',
    modality: ['tabular'],
    riskTier: 'limited',
    trainedOn: ['dataset:default/surveillance-alerts'],
    intendedUse:
      'Ranks surveillance alerts for spoofing, layering and wash trades, for review by compliance.',
    limitations:
      'Cross-market manipulation is not covered. Labels are few: 1,140 confirmed cases.',
    card: {
      title: 'Market abuse detection',
      purpose:
        'Orders the alerts of the rule engine, so that analysts see the likely cases first. No alert is dropped.',
      outOfScope: ['Closing an alert without a person', 'Insider dealing'],
      training: 'Alerts of five years with the decision of the analysts.',
      evaluation:
        'Share of confirmed cases in the first 200 alerts of each week.',
      subgroups: {
        header: 'Pattern | Cases | Recall at 200',
        rows: [
          ['Spoofing', '412', '0.87'],
          ['Layering', '366', '0.84'],
          ['Wash trades', '362', '0.79'],
        ],
      },
      considerations: [
        'Analysts see ten random alerts each day, so that labels do not follow the model alone.',
        'Access is restricted: alerts name clients.',
      ],
    },
    versionCount: 7,
    parameters: {
      n_estimators: ['300', '600'],
      max_depth: ['6', '8'],
      contamination: ['0.01'],
      seed: ['11'],
    },
    metrics: [
      { name: 'precision_at_200', first: 0.31, last: 0.46, spread: 0.01 },
      { name: 'recall_at_200', first: 0.69, last: 0.84, spread: 0.012 },
      { name: 'average_precision', first: 0.42, last: 0.57, spread: 0.01 },
    ],
    history: {
      name: 'val_average_precision',
      first: 0.3,
      last: 0.56,
      steps: 12,
    },
    datasets: splits('surveillance-alerts', {
      training: 184_000,
      test: 21_900,
    }),
    inputs:
      '[{"name": "cancel_ratio", "type": "double"}, {"name": "orders_per_minute", "type": "double"}]',
    outputs: '[{"name": "score", "type": "double"}]',
    standing: { champion: 0, tags: { 1: 'archived', 2: 'archived' } },
  },
  {
    ...SHARED,
    name: 'execution-cost-model',
    author: 'former.colleague',
    owner: undefined,
    materiality: 'medium',
    task: 'tabular-regression',
    framework: 'xgboost',
    modality: ['tabular'],
    trainedOn: ['dataset:default/order-book-events'],
    intendedUse: 'Estimates the cost of a parent order before it is sent.',
    limitations: 'Orders above 15 % of daily volume are extrapolated.',
    versionCount: 3,
    parameters: {
      max_depth: ['4', '6'],
      eta: ['0.05', '0.1'],
      seed: ['3'],
    },
    metrics: [
      { name: 'rmse_bps', first: 6.9, last: 5.8, spread: 0.2, digits: 2 },
      { name: 'r2', first: 0.28, last: 0.36, spread: 0.01 },
    ],
    history: { name: 'val_rmse', first: 9.1, last: 5.9, steps: 20 },
    datasets: splits('parent-orders', { training: 96_000, test: 12_000 }),
    inputs:
      '[{"name": "participation", "type": "double"}, {"name": "spread_bps", "type": "double"}]',
    outputs: '[{"name": "cost_bps", "type": "double"}]',
    standing: { legacyProduction: 0 },
  },
];

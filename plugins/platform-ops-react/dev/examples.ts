import type {
  ChartBand,
  ChartLimit,
  ChartMark,
  ChartRange,
  ChartSeries,
} from '../src';

const START = Date.UTC(2026, 2, 10) / 1000;
const TIMES = Array.from({ length: 96 }, (_, index) => START + index * 900);

function wave(index: number, level: number): number {
  return level * (1 + 0.2 * Math.sin(index / 12) + 0.05 * Math.sin(index * 2));
}

export const LATENCY: ChartSeries[] = [
  {
    name: 'p50',
    points: TIMES.map((time, index) => ({ time, value: wave(index, 0.12) })),
  },
  {
    name: 'p99',
    points: TIMES.map((time, index) => ({
      time,
      value: index > 40 && index < 48 ? null : wave(index, 0.4),
    })),
  },
];

export const LATENCY_BAND: ChartBand[] = [
  {
    name: 'expected p99',
    points: TIMES.map((time, index) => ({
      time,
      low: wave(index, 0.34),
      high: wave(index, 0.46),
    })),
  },
];

export const LATENCY_MARKS: ChartMark[] = [
  { time: TIMES[30], label: 'v15 deployed' },
  { time: TIMES[90], label: 'Anomaly: latency' },
];

export const LATENCY_LIMITS: ChartLimit[] = [
  { value: 0.45, label: 'limit: below 450 ms' },
];

export const DAY: ChartRange = { from: START, to: START + 86_400 };

/** Each with the day before. */
export const COMPARED: ChartSeries[][] = LATENCY.map(series => [
  series,
  {
    name: 'Last week',
    muted: true,
    points: TIMES.map((time, index) => ({
      time,
      value: wave(index + 20, series.name === 'p50' ? 0.12 : 0.4),
    })),
  },
]);

export const CATEGORIES = ['v12', 'v13', 'v14', 'v15'];

export const SCORES: ChartSeries[] = [
  {
    name: 'auc',
    points: [0.88, 0.9, 0.912, 0.934].map((value, time) => ({ time, value })),
  },
  {
    name: 'recall',
    points: [0.8, null, 0.84, 0.83].map((value, time) => ({ time, value })),
  },
];

export const CARD = `---
license: mit
---
# Chest X-ray triage

Sorts studies by **urgency**. See the [paper](https://example.org/paper),
not [this](javascript:alert(1)).

## Limits

- Adults only
- \`PA\` views
  - not lateral ones

> Not a diagnosis.

| Split | n | auc | recall | precision |
|---|---|---|---|---|
| validation | 12 000 | 0.934 | 0.83 | 0.79 |
| test | 4 000 | 0.921 | 0.82 | 0.78 |

![the curve](https://elsewhere.example/curve.png)

- [x] reviewed
- [ ] bias audit

\`\`\`python
model = mlflow.pyfunc.load_model("models:/triage@champion")
\`\`\`
`;

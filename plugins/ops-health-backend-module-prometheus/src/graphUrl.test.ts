import { sourceOf } from './__testUtils__/sources';

const request = {
  expression: {
    kind: 'rate' as const,
    counters: [{ metric: 'requests_total' }],
  },
  labels: { service: 'a&b' },
  environments: { rules: [] },
  environment: undefined,
  windowMs: 300_000,
  from: new Date('2026-03-01T06:00:00Z'),
  to: new Date('2026-03-01T12:00:00Z'),
  stepMs: 60_000,
};

it("leads to Prometheus' own page with the query", () => {
  const { source } = sourceOf({ url: 'https://example.com/prometheus' });
  const url = new URL(source.linkTo(request)!);
  expect(url.origin + url.pathname).toBe(
    'https://example.com/prometheus/graph',
  );
  expect(Object.fromEntries(url.searchParams)).toEqual({
    'g0.expr': 'sum by (service) (rate(requests_total{service="a&b"}[5m]))',
    'g0.tab': '0',
    'g0.range_input': '6h',
    'g0.end_input': '2026-03-01 12:00:00',
    'g0.step_input': '60',
  });
});

it('leads nowhere where there is no page', () => {
  const { source } = sourceOf({ url: 'https://example.com', uiUrl: 'none' });
  expect(source.linkTo(request)).toBeUndefined();
});

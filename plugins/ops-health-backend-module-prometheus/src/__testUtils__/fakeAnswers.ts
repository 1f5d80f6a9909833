import type { AskedRequest } from '@platform-ops/test-servers';

/** Of the address and of the form in the body. */
export function parametersOf(asked: AskedRequest): Record<string, string> {
  return {
    ...Object.fromEntries(asked.query),
    ...Object.fromEntries(new URLSearchParams(asked.body)),
  };
}

/** An answer with these series: labels, seconds since the epoch, and a value. */
export function vector(
  series: Array<[Record<string, string>, number, string]>,
  more: object = {},
): object {
  return {
    status: 'success',
    data: {
      resultType: 'vector',
      result: series.map(([metric, time, value]) => ({
        metric,
        value: [time, value],
      })),
    },
    ...more,
  };
}

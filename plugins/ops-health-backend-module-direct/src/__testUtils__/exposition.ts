import type { FakeAnswer } from '@platform-ops/test-servers';

/** Metrics as an endpoint tells them, in the text format of Prometheus. */
export function exposition(body: FakeAnswer['body']): FakeAnswer {
  return {
    body,
    headers: { 'content-type': 'text/plain; version=0.0.4' },
  };
}

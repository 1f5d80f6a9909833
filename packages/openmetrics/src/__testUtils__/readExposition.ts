import type { ExpositionFormat } from '../ExpositionFormat';
import type { ExpositionLimits } from '../ExpositionLimits';
import { parseExposition } from '../parseExposition';

export interface ReadSample {
  metric: string;
  labels: Record<string, string>;
  value: number;
  timestamp: number | undefined;
}

/** All that stands in a text, which comes in pieces. */
export async function readExposition(
  text: string | Uint8Array[],
  options: { format: ExpositionFormat; limits?: Partial<ExpositionLimits> },
): Promise<ReadSample[]> {
  const samples: ReadSample[] = [];
  await parseExposition(typeof text === 'string' ? [Buffer.from(text)] : text, {
    ...options,
    onSample: ({ metric, labels }, value, timestamp) =>
      samples.push({
        metric,
        labels: Object.fromEntries(labels),
        value,
        timestamp,
      }),
  });
  return samples;
}

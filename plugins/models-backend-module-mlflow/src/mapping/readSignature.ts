import type { RegisteredVersionDetails } from '@platform-ops/backstage-plugin-models-node';
import { z } from 'zod';

const historySchema = z.array(
  z.object({
    artifact_path: z.string().nullish(),
    signature: z
      .object({ inputs: z.string().nullish(), outputs: z.string().nullish() })
      .nullish(),
  }),
);

/**
 * MLflow 2 keeps what was logged in a tag of the run, the signature included.
 * MLflow 3 keeps it in the artefact only, which is not read.
 */
export function readSignature(
  history: string | undefined,
  source: string | undefined,
): RegisteredVersionDetails['signature'] {
  const entries = historySchema.safeParse(parse(history));
  if (!entries.success) {
    return undefined;
  }
  const entry = entries.data.findLast(
    ({ artifact_path: path }) => path && source?.endsWith(`/${path}`),
  );
  const { inputs, outputs } = entry?.signature ?? {};
  return inputs || outputs
    ? { inputs: inputs ?? undefined, outputs: outputs ?? undefined }
    : undefined;
}

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

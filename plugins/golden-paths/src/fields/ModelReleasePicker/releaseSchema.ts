import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

export const releaseSchema = makeFieldSchema({
  output: z =>
    z.object({
      version: z
        .string()
        .optional()
        .describe('As the registry calls it; none where it was typed in'),
      uri: z.string().optional().describe('Where a cluster loads it from'),
      digest: z.string().optional(),
      format: z.string().optional().describe('One of the enum of the template'),
    }),
  uiOptions: z =>
    z.object({
      model: z
        .string()
        .optional()
        .describe('The field that has the ref of the model, model unless told'),
    }),
});

export type ReleaseProps = typeof releaseSchema.TProps;

/** The field of the form that has the ref of the model. */
export function modelFieldOf(
  uiSchema: ReleaseProps['uiSchema'] | undefined,
): string {
  return uiSchema?.['ui:options']?.model ?? 'model';
}

import { z } from 'zod';
import type { ArgoCdApplication } from './types';

const text = z
  .string()
  .nullish()
  .transform(value => value || undefined);

const deploymentSchema = z.object({
  // 64 bits, which some gateways write as text; 0 is left out.
  id: z.union([z.number(), z.string()]).default(0).transform(Number),
  revision: text,
  revisions: z.array(z.string()).nullish(),
  deployedAt: text,
});

const sourceSchema = z.object({ repoURL: text });

export const applicationSchema = z
  .object({
    metadata: z.object({ name: z.string().min(1), namespace: text }),
    spec: z.object({
      project: z.string().default('default'),
      source: sourceSchema.nullish(),
      sources: z.array(sourceSchema).nullish(),
    }),
    operation: z.object({}).nullish(),
    status: z
      .object({
        health: z.object({ status: text, message: text }).nullish(),
        sync: z.object({ status: text, revision: text }).nullish(),
        operationState: z
          .object({
            phase: text,
            message: text,
            startedAt: text,
            finishedAt: text,
          })
          .nullish(),
        history: z.array(deploymentSchema).nullish(),
        conditions: z
          .array(
            z.object({
              type: z.string().default(''),
              message: z.string().default(''),
            }),
          )
          .nullish(),
      })
      .nullish(),
  })
  .transform(({ metadata, spec, operation, status }): ArgoCdApplication => {
    const state = status?.operationState;
    return {
      name: metadata.name,
      namespace: metadata.namespace,
      project: spec.project,
      repoUrls: [spec.source, ...(spec.sources ?? [])].flatMap(source =>
        source?.repoURL ? [source.repoURL] : [],
      ),
      health: status?.health?.status ?? 'Unknown',
      healthMessage: status?.health?.message,
      sync: status?.sync?.status ?? 'Unknown',
      revision: status?.sync?.revision,
      operation: state
        ? {
            phase: state.phase ?? 'Unknown',
            message: state.message,
            startedAt: state.startedAt,
            finishedAt: state.finishedAt,
          }
        : undefined,
      // Argo CD takes the request away when it is done with it.
      isOperationPending:
        Boolean(operation) ||
        ['Running', 'Terminating'].includes(state?.phase ?? ''),
      history: (status?.history ?? []).map(({ revisions, ...deployment }) => ({
        ...deployment,
        revision: deployment.revision ?? revisions?.join(', '),
      })),
      conditions: status?.conditions ?? [],
    };
  });

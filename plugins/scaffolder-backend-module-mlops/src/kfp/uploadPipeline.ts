import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { ConnectedClients } from '../connections/ConnectedClients';
import { pipelineConnectionField } from '../connections/fields';
import { exampleOf } from '../context/exampleOf';
import { refuseSecrets } from '../context/refuseSecrets';
import { readWorkspaceFile } from '../context/readWorkspaceFile';
import { pipelineLink } from './links';

const ID = 'kfp:pipeline:upload';
const MOST_BYTES = 5 * 1024 * 1024;

/**
 * Uploads a compiled pipeline to Kubeflow Pipelines.
 */
export function createUploadPipelineAction(options: {
  clients: ConnectedClients;
}) {
  return createTemplateAction({
    id: ID,
    description:
      'Uploads a compiled pipeline (IR YAML) to Kubeflow Pipelines, as a new version where the pipeline exists. The same file is never uploaded twice.',
    examples: [
      exampleOf('Upload the pipeline of a model', {
        action: ID,
        id: 'pipeline',
        name: 'Upload the pipeline',
        input: {
          connection: '${{ parameters.pipelineConnection }}',
          path: 'pipeline/pipeline.yaml',
          name: '${{ parameters.name }}',
        },
      }),
    ],
    supportsDryRun: true,
    schema: {
      input: {
        connection: pipelineConnectionField,
        path: z =>
          z.string().min(1).max(300).describe('IR YAML in the workspace'),
        name: z => z.string().min(1).max(100).describe('Of the pipeline'),
        description: z => z.string().max(1000).optional(),
        version: z =>
          z
            .string()
            .min(1)
            .max(60)
            .describe('What the name of the version begins with')
            .optional(),
        codeSourceUrl: z =>
          z.string().max(500).describe('Where the code is').optional(),
      },
      output: {
        pipelineId: z => z.string(),
        pipelineVersionId: z => z.string(),
        annotation: z => z.string().describe('For platformops.io/kfp-pipeline'),
        url: z => z.string(),
      },
    },
    async handler(ctx) {
      const { connection, path, name } = ctx.input;
      const { client, uiUrl } = options.clients.kfp(connection, ctx);
      const file = await readWorkspaceFile(ctx.workspacePath, path, {
        field: 'path',
        maxBytes: MOST_BYTES,
      });
      refuseSecrets(ctx, { ...ctx.input, [path]: file });
      ctx.output('annotation', `${connection}/${name}`);
      if (ctx.isDryRun) {
        ctx.logger.info(
          `Would upload ${path} (${file.length} characters) as pipeline ${name} to ${connection}`,
        );
        ctx.output('pipelineId', 'dry-run');
        ctx.output('pipelineVersionId', 'dry-run');
        ctx.output('url', uiUrl);
        return;
      }
      const { pipeline, version, createdVersion } = await client.uploadPipeline(
        {
          name,
          file,
          description: ctx.input.description,
          version: ctx.input.version,
          codeSourceUrl: ctx.input.codeSourceUrl,
          signal: ctx.signal,
        },
      );
      ctx.logger.info(
        createdVersion
          ? `Uploaded ${path} as ${version.name} of pipeline ${pipeline.name}`
          : `Pipeline ${pipeline.name} has ${path} already, as ${version.name}`,
      );
      ctx.output('pipelineId', pipeline.id);
      ctx.output('pipelineVersionId', version.id);
      ctx.output('url', pipelineLink(uiUrl, version));
    },
  });
}

import { ConflictError, InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { ArgoCdManifest } from '@platform-ops/mlops-clients';
import type { ConnectedClients } from '../connections/ConnectedClients';
import { argoCdConnectionField } from '../connections/fields';
import { exampleOf } from '../context/exampleOf';
import { refuseSecrets } from '../context/refuseSecrets';
import { assertTeamNamespace } from '../manifests/inNamespace';
import type { Manifest } from '../manifests/Manifest';
import { isRecord } from '../manifests/parseManifests';
import { readManifests } from '../manifests/readManifests';
import { applicationLink } from './fields';

const ID = 'argocd:application:create';

/**
 * Makes an application of Argo CD from a file of the workspace.
 */
export function createApplicationAction(options: {
  clients: ConnectedClients;
}) {
  return createTemplateAction({
    id: ID,
    description:
      'Makes the Argo CD application that a file of the workspace describes, or gives the one of that name this spec where it deploys the same repository.',
    examples: [
      exampleOf('Let Argo CD deploy the new repository', {
        action: ID,
        id: 'application',
        name: 'Create the application',
        input: { connection: 'main', path: 'argocd/application.yaml' },
      }),
    ],
    supportsDryRun: true,
    schema: {
      input: {
        connection: argoCdConnectionField,
        path: z =>
          z
            .string()
            .min(1)
            .max(300)
            .describe('File of the workspace with one Application'),
      },
      output: {
        name: z => z.string(),
        namespace: z => z.string().optional(),
        url: z => z.string(),
      },
    },
    async handler(ctx) {
      const { connection, path } = ctx.input;
      const { client, uiUrl } = options.clients.argoCd(connection, ctx);
      const manifest = toApplication(
        await readManifests(ctx.workspacePath, { files: [path] }),
        path,
      );
      refuseSecrets(ctx, { [path]: manifest });
      const { name, namespace } = manifest.metadata;
      ctx.output('name', name);
      ctx.output('url', applicationLink(uiUrl, manifest.metadata));
      if (namespace !== undefined) {
        ctx.output('namespace', namespace);
      }
      if (ctx.isDryRun) {
        ctx.logger.info(
          `Would create the application ${name} in ${connection}`,
        );
        return;
      }
      const { signal } = ctx;
      const found = await client.getApplication(
        { name, namespace, project: manifest.spec.project ?? 'default' },
        { signal },
      );
      if (found && !isSameRepository(found.repoUrls, repoUrlsOf(manifest))) {
        throw new ConflictError(
          `path: ${path}: ${connection} has an application ${name} that deploys ${found.repoUrls.join(
            ', ',
          )}; choose another name, or delete it`,
        );
      }
      const application = await client.upsertApplication(manifest, { signal });
      ctx.logger.info(
        `The application ${application.name} is in the project ${application.project}`,
      );
    },
  });
}

/** Of an application that is there; another one's is not taken over. */
function isSameRepository(found: string[], wanted: string[]): boolean {
  return (
    found.length === wanted.length && wanted.every(url => found.includes(url))
  );
}

function repoUrlsOf({ spec }: ArgoCdManifest): string[] {
  const { source, sources } = spec as Record<string, unknown>;
  return [source, ...(Array.isArray(sources) ? sources : [])].flatMap(each =>
    isRecord(each) && typeof each.repoURL === 'string' ? [each.repoURL] : [],
  );
}

function toApplication(manifests: Manifest[], path: string): ArgoCdManifest {
  const [manifest] = manifests;
  if (
    manifests.length !== 1 ||
    manifest.kind !== 'Application' ||
    manifest.apiVersion !== 'argoproj.io/v1alpha1'
  ) {
    throw new InputError(
      `path: ${path} has ${manifests
        .map(({ apiVersion, kind }) => `${kind} of ${apiVersion}`)
        .join(', ')}; expected is one Application of argoproj.io/v1alpha1`,
    );
  }
  const { metadata, spec } = manifest.object;
  if (!isRecord(spec) || !isRecord(spec.destination)) {
    throw new InputError(
      `path: ${path}: spec.destination: found nothing; expected is where it deploys to`,
    );
  }
  assertTeamNamespace(
    spec.destination.namespace,
    `path: ${path}: spec.destination.namespace`,
  );
  return {
    metadata: metadata as ArgoCdManifest['metadata'],
    spec: spec as unknown as ArgoCdManifest['spec'],
  };
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { KubernetesWriter } from '@platform-ops/test-servers';
import { parse } from 'yaml';

/** Whose definitions of custom resources are at hand. */
export interface Definitions {
  definitions: Definition[];
  /** For the title of what is tested with them. */
  origin: string;
}

export interface Definition {
  spec: {
    group: string;
    names: { kind: string; plural: string; singular: string };
    versions: Array<{ name: string; served: boolean }>;
  };
}

interface Known {
  /** Environment variable that names their folder. */
  variable: string;
  folder: string;
  owner: string;
  files: string[];
  kinds: Array<{
    group: string;
    versions: string[];
    kind: string;
    plural: string;
    /** Whether the status is written apart; it is, unless told. */
    status?: boolean;
  }>;
}

const SCHEMAS = join(__dirname, '../../../../../shared/schemas');

export const KSERVE: Known = {
  variable: 'KSERVE_DEFINITIONS',
  folder: join(SCHEMAS, 'kserve'),
  owner: 'KServe',
  files: [
    'serving.kserve.io_inferenceservices.yaml',
    'serving.kserve.io_llminferenceservices.yaml',
  ],
  kinds: [
    {
      group: 'serving.kserve.io',
      versions: ['v1beta1'],
      kind: 'InferenceService',
      plural: 'inferenceservices',
    },
    {
      group: 'serving.kserve.io',
      versions: ['v1alpha2'],
      kind: 'LLMInferenceService',
      plural: 'llminferenceservices',
    },
  ],
};

export const ARGO: Known = {
  variable: 'ARGO_DEFINITIONS',
  folder: join(SCHEMAS, 'argo'),
  owner: 'Argo',
  files: ['application-crd.yaml', 'rollout-crd.yaml'],
  kinds: [
    {
      group: 'argoproj.io',
      versions: ['v1alpha1'],
      kind: 'Application',
      plural: 'applications',
      status: false,
    },
    {
      group: 'argoproj.io',
      versions: ['v1alpha1'],
      kind: 'Rollout',
      plural: 'rollouts',
    },
  ],
};

/** Theirs where they are there, else ones that allow everything. */
export function findDefinitions(known: Known): Definitions {
  const folder = process.env[known.variable] ?? known.folder;
  const paths = known.files.map(file => join(folder, file));
  return paths.every(path => existsSync(path))
    ? {
        definitions: paths.map(path => parse(readFileSync(path, 'utf8'))),
        origin: `${known.owner}'s own definitions`,
      }
    : {
        definitions: known.kinds.map(define),
        origin: `stand-ins for ${known.owner}'s definitions: ${known.variable} names no folder with them`,
      };
}

export function define({
  group,
  versions,
  kind,
  plural,
  status = true,
}: Known['kinds'][number]) {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope: 'Namespaced',
      names: { kind, plural, singular: kind.toLocaleLowerCase('en-US') },
      versions: versions.map((name, index) => ({
        name,
        served: true,
        storage: index === 0,
        ...(status && { subresources: { status: {} } }),
        schema: {
          openAPIV3Schema: {
            type: 'object',
            'x-kubernetes-preserve-unknown-fields': true,
          },
        },
      })),
    },
  };
}

/**
 * Makes definitions, one after the other, and waits until they are served.
 * Server-side apply would take seconds for what KServe has in its own.
 */
export async function create(
  writer: KubernetesWriter,
  definitions: Definition[],
): Promise<void> {
  for (const definition of definitions) {
    const { group, names, versions } = definition.spec;
    await writer.send(
      'POST',
      '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
      definition,
    );
    for (const { name } of versions.filter(({ served }) => served)) {
      while (!(await isServed(writer, `${group}/${name}`, names.plural))) {
        await delay(50);
      }
    }
  }
}

async function isServed(
  writer: KubernetesWriter,
  groupVersion: string,
  plural: string,
): Promise<boolean> {
  const { resources } = await writer
    .send<{ resources: Array<{ name: string }> }>(
      'GET',
      `/apis/${groupVersion}`,
    )
    // The group is not there before its first version is.
    .catch(() => ({ resources: [] }));
  return resources.some(({ name }) => name === plural);
}

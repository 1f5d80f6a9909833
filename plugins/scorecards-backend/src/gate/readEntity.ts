import {
  DEFAULT_NAMESPACE,
  KubernetesValidatorFunctions,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  isMap,
  readDocumentsInSteps,
  readShape,
  runStepsInTurns,
  type ReadDocument,
} from '@platform-ops/documents';
import { z } from 'zod';
import { EventLoopBreaks } from '../evaluate/EventLoopBreaks';

const MOST_TOLD = 10;

const text = z.string('text');
const name = (isValid: (found: unknown) => boolean) =>
  z.string('a name').refine(isValid, 'a name as the catalog takes it');
const listOfText = z.array(text, 'a list of texts');
/** Ours and the catalog's own, as far as anything here reads them. */
const entitySchema = z.looseObject({
  apiVersion: name(KubernetesValidatorFunctions.isValidApiVersion),
  kind: name(KubernetesValidatorFunctions.isValidKind),
  metadata: z.looseObject(
    {
      name: name(KubernetesValidatorFunctions.isValidObjectName),
      namespace: name(KubernetesValidatorFunctions.isValidNamespace).default(
        DEFAULT_NAMESPACE,
      ),
      title: text.max(500, 'text of at most 500 characters').optional(),
      description: text.optional(),
      annotations: z.record(z.string(), text, 'a map of texts').optional(),
      links: z
        .array(z.looseObject({ url: text }, 'a map with url'), 'a list')
        .optional(),
    },
    'a map with name',
  ),
  spec: z
    .looseObject(
      {
        owner: text.optional(),
        system: text.optional(),
        dependsOn: listOfText.optional(),
      },
      'a map',
    )
    .optional(),
});

/**
 * The entity that YAML holds.
 *
 * @param entityRef - Which one is meant where there are several.
 * @param kinds - Those that any framework is asked of.
 * @throws InputError naming file, line, field, what was found and is allowed.
 */
export async function readEntity(options: {
  yaml: string;
  file: string;
  entityRef?: string;
  kinds: string[];
}): Promise<Entity> {
  const { yaml, file, entityRef, kinds } = options;
  const breaks = new EventLoopBreaks();
  const { documents, findings } = await runStepsInTurns(
    readDocumentsInSteps(yaml, 'entities'),
    () => breaks.offer(),
  );
  refuse(file, [findings]);
  const document = pick(documents, file, entityRef);
  refuse(file, [document.findings]);
  const { value } = document;
  if (!isMap(value)) {
    document.findings.problem([], value, 'a map with kind and metadata');
  }
  const entity = readShape(entitySchema, value, [], document.findings);
  const kind = entity?.kind.toLocaleLowerCase('en-US');
  if (kind && !kinds.some(known => known.toLocaleLowerCase('en-US') === kind)) {
    document.findings.problem(
      ['kind'],
      entity?.kind,
      `a kind that a framework is asked of: ${kinds.join(', ')}`,
    );
  }
  refuse(file, [document.findings]);
  return entity as Entity;
}

function pick(
  documents: ReadDocument[],
  file: string,
  entityRef: string | undefined,
): ReadDocument {
  if (entityRef === undefined) {
    if (documents.length > 1) {
      throw new InputError(
        `entity: found ${documents.length} documents in ${file}; allowed is one, or entityRef to say which is meant`,
      );
    }
    return documents[0];
  }
  const found = documents.filter(({ value }) => refOf(value) === entityRef);
  if (found.length !== 1) {
    const refs = documents.map(({ value }) => refOf(value) ?? 'no entity');
    throw new InputError(
      `entityRef: found ${entityRef}, which ${file} has ${
        found.length === 0 ? 'not' : 'more than once'
      }; it has ${refs.slice(0, MOST_TOLD).join(', ')}`,
    );
  }
  return found[0];
}

function refOf(value: unknown): string | undefined {
  const { kind, metadata } = (isMap(value) ? value : {}) as Partial<Entity>;
  return typeof kind === 'string' && typeof metadata?.name === 'string'
    ? stringifyEntityRef({
        kind,
        name: metadata.name,
        namespace:
          typeof metadata.namespace === 'string'
            ? metadata.namespace
            : DEFAULT_NAMESPACE,
      })
    : undefined;
}

function refuse(file: string, findings: Array<ReadDocument['findings']>): void {
  const problems = findings.flatMap(each => each.problems);
  if (problems.length > 0) {
    throw new InputError(
      `entity: ${problems
        .slice(0, MOST_TOLD)
        .map(
          ({ line, message }) =>
            `${file}${line === undefined ? '' : `:${line}`} ${message}`,
        )
        .join('. ')}`,
    );
  }
}

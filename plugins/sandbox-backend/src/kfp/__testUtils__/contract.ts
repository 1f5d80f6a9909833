import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';

/** Kubeflow Pipelines' own description of its API. */
const DOCUMENT =
  process.env.KFP_SWAGGER ??
  join(
    __dirname,
    '../../../../../../shared/schemas/kubeflow/pipelines-v2beta1.swagger.json',
  );

export const hasContract = existsSync(DOCUMENT);

/** Fields that the document does not name are refused. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(closed);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const entries = Object.entries(value).map(([key, each]) => [
    key,
    closed(each),
  ]);
  const copy = Object.fromEntries(entries);
  return copy.type === 'object' &&
    copy.properties &&
    !copy.additionalProperties &&
    !('@type' in copy.properties)
    ? { ...copy, additionalProperties: false }
    : copy;
}

/**
 * What is wrong with an answer by the published document; nothing where there
 * is no document.
 */
export function createContract() {
  if (!hasContract) {
    return () => [];
  }
  const document = JSON.parse(readFileSync(DOCUMENT, 'utf8'));
  const ajv = new Ajv({ strict: false, validateFormats: false });
  ajv.addSchema({ $id: 'kfp', definitions: closed(document.definitions) });
  const paths = Object.entries<Record<string, any>>(document.paths).map(
    ([path, operations]) => ({
      pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/:]+')}$`),
      // The more a path says, the sooner it is meant.
      holes: path.split('{').length,
      operations,
    }),
  );
  const validators = new Map<string, ValidateFunction>();
  return (
    request: { method: string; path: string },
    answer: { status: number; body: unknown },
  ): unknown[] => {
    const method = request.method.toLocaleLowerCase('en-US');
    const operation = paths
      .filter(
        ({ pattern, operations }) =>
          operations[method] && pattern.test(request.path),
      )
      .sort((a, b) => a.holes - b.holes)[0]?.operations[method];
    if (!operation) {
      return [`${request.method} ${request.path} is not in the document`];
    }
    const { schema } =
      operation.responses[String(answer.status)] ?? operation.responses.default;
    const name: string = schema?.$ref?.split('/').at(-1) ?? '';
    if (!name) {
      return [];
    }
    const validate =
      validators.get(name) ?? ajv.compile({ $ref: `kfp#/definitions/${name}` });
    validators.set(name, validate);
    return validate(answer.body) ? [] : validate.errors ?? [];
  };
}

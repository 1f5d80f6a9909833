import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { TEMPLATES } from '../renderPiece';

/** Where published schemas are: beside the repository, or in PORTAL_SHARED. */
const SCHEMAS = join(
  process.env.PORTAL_SHARED ?? join(TEMPLATES, '../../shared'),
  'schemas',
);

/** @returns its address, or nothing where it is not on this machine. */
export function findSchema(file: string): string | undefined {
  const path = join(SCHEMAS, file);
  return existsSync(path) ? path : undefined;
}

/** For the title of tests that go without. */
export function whySkipped(...files: string[]): string {
  const absent = files.filter(file => !findSchema(file));
  return absent.length > 0
    ? ` (skipped: PORTAL_SHARED has no schemas/${absent.join(', schemas/')})`
    : '';
}

/** @returns a check by a JSON schema, which says what is wrong. */
export function checkBySchema(file: string): (value: unknown) => string[] {
  return compile(JSON.parse(readFileSync(findSchema(file)!, 'utf8')));
}

const definitions = new Map<string, (value: unknown) => string[]>();

/** @returns a check by the schema of a custom resource's definition. */
export function checkByDefinition(
  file: string,
  version: string,
): (value: unknown) => string[] {
  const key = `${file} ${version}`;
  // The one of KServe takes seconds to compile.
  const check = definitions.get(key) ?? compileDefinition(file, version);
  definitions.set(key, check);
  return check;
}

function compileDefinition(file: string, version: string) {
  const { spec } = parse(readFileSync(findSchema(file)!, 'utf8'));
  const { schema } = spec.versions.find(
    (each: { name: string }) => each.name === version,
  );
  return compile(closed(schema.openAPIV3Schema));
}

function compile(schema: object): (value: unknown) => string[] {
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    validateFormats: false,
    // Longer to make than to use.
    code: { optimize: false },
  });
  addFormats(ajv);
  const validate = ajv.compile(schema);
  return value =>
    validate(value)
      ? []
      : validate.errors!.map(
          ({ instancePath, message, params }) =>
            `${instancePath} ${message} ${JSON.stringify(params)}`,
        );
}

/** As an API server reads it: fields that it does not name are mistakes. */
function closed(schema: any, isRoot = true): any {
  if (Array.isArray(schema)) {
    return schema.map(each => closed(each, false));
  }
  if (typeof schema !== 'object' || schema === null) {
    return schema;
  }
  if (schema['x-kubernetes-int-or-string']) {
    return { type: ['integer', 'string'] };
  }
  const { properties, ...rest } = schema;
  const result: any = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [
      key,
      key === 'items' || key === 'additionalProperties'
        ? closed(value, false)
        : value,
    ]),
  );
  if (properties) {
    result.properties = Object.fromEntries(
      Object.entries(properties).map(([key, value]) => [
        key,
        isRoot && key === 'metadata' ? value : closed(value, false),
      ]),
    );
    if (
      !('additionalProperties' in result) &&
      !schema['x-kubernetes-preserve-unknown-fields']
    ) {
      result.additionalProperties = false;
    }
  }
  return result;
}

import { readFileSync } from 'node:fs';
import {
  common,
  Enum,
  MapField,
  parse,
  Root,
  Type,
  type Field,
} from 'protobufjs';

/** Messages whose JSON form is not that of their fields. */
const ANY_JSON = new Set(['.google.protobuf.Struct', '.google.protobuf.Value']);

const INTEGERS = /^(u?int|s?fixed|sint|fixed)(32|64)$/;

/**
 * The published protocol of Kubeflow Pipelines' compiled form. There is no JSON
 * Schema of it, so its JSON is compared with the messages here.
 */
export class PipelineSpec {
  private constructor(private readonly type: Type) {}

  static read(path: string): PipelineSpec {
    const root = new Root();
    for (const name of ['any', 'duration', 'struct'] as const) {
      root.addJSON(common.get(`google/protobuf/${name}.proto`)!.nested!);
    }
    parse(
      'syntax = "proto3"; package google.rpc; message Status { int32 code = 1; string message = 2; }',
      root,
    );
    parse(readFileSync(path, 'utf8'), root);
    root.resolveAll();
    return new PipelineSpec(root.lookupType('ml_pipelines.PipelineSpec'));
  }

  /** What is wrong with it, in order of the paths. */
  problems(json: unknown): string[] {
    return messageProblems(this.type, json, '').sort();
  }
}

function messageProblems(type: Type, json: unknown, path: string): string[] {
  if (ANY_JSON.has(type.fullName)) {
    return [];
  }
  if (type.fullName === '.google.protobuf.Duration') {
    return scalarProblems('string', json, path);
  }
  if (!isObject(json)) {
    return [`${path}: an object is expected`];
  }
  const problems = Object.entries(json).flatMap(([key, value]) => {
    const place = path ? `${path}.${key}` : key;
    const field = type.fields[key];
    return field
      ? fieldProblems(field, value, place)
      : [`${place}: ${type.name} has no such field`];
  });
  for (const choice of type.oneofsArray) {
    const chosen = choice.fieldsArray.filter(({ name }) => name in json);
    if (chosen.length > 1) {
      problems.push(
        `${path}: only one of ${chosen.map(f => f.name)} may be set`,
      );
    }
  }
  return problems;
}

function fieldProblems(field: Field, json: unknown, path: string): string[] {
  if (field instanceof MapField) {
    return isObject(json)
      ? Object.entries(json).flatMap(([key, value]) =>
          valueProblems(field, value, `${path}.${key}`),
        )
      : [`${path}: an object is expected`];
  }
  if (field.repeated) {
    return Array.isArray(json)
      ? json.flatMap((value, index) =>
          valueProblems(field, value, `${path}.${index}`),
        )
      : [`${path}: a list is expected`];
  }
  return valueProblems(field, json, path);
}

function valueProblems(field: Field, json: unknown, path: string): string[] {
  const { resolvedType, type } = field;
  if (resolvedType instanceof Enum) {
    return typeof json === 'string' && json in resolvedType.values
      ? []
      : [`${path}: one of ${Object.keys(resolvedType.values)} is expected`];
  }
  return resolvedType
    ? messageProblems(resolvedType, json, path)
    : scalarProblems(type, json, path);
}

function scalarProblems(type: string, json: unknown, path: string): string[] {
  let expected: string = type;
  if (INTEGERS.test(type)) {
    expected = Number.isInteger(Number(json)) ? typeof json : 'integer';
  } else if (type === 'bool') {
    expected = 'boolean';
  } else if (type === 'double' || type === 'float') {
    expected = 'number';
  }
  return typeof json === expected ? [] : [`${path}: ${expected} is expected`];
}

function isObject(json: unknown): json is Record<string, unknown> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

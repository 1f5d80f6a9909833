import { Environment, type ParseResult } from '@marcbachmann/cel-js';
import { splitFieldPath } from '../facts/boundValues';
import type { FactFieldType, FactType } from '../facts/FactType';
import {
  describeExpression,
  type ExpressionTraits,
} from './describeExpression';
import { findExcess } from './findExcess';

const LIMITS = {
  maxAstNodes: 400,
  maxDepth: 30,
  maxListElements: 100,
  maxMapEntries: 100,
  maxCallArguments: 8,
};
const TIMESTAMP = 'google.protobuf.Timestamp';
const LONGEST = 4000;

/**
 * An expression that fits the types of the facts it reads.
 */
export interface CompiledExpression extends ExpressionTraits {
  source: string;
  evaluate(context: ExpressionContext): unknown;
}

/**
 * Facts by the two halves of their ids, and the time: `{ now, catalog: {
 * ownership: {…} } }`.
 */
export type ExpressionContext = { now: Date } & Record<string, unknown>;

/** Says in words what is wrong with an expression. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
}

/**
 * Compiles expressions in CEL (https://cel.dev) over typed facts.
 */
export class ExpressionCompiler {
  readonly #environment: Environment;
  readonly #types: Map<string, FactType>;
  readonly #collectors: Set<string>;
  readonly #mayLackCollectors: boolean;

  /**
   * @param options - `mayLackCollectors`: facts of a collector that is not among
   *   the types are never known, instead of a mistake.
   */
  constructor(
    types: FactType[],
    options: { mayLackCollectors?: boolean } = {},
  ) {
    this.#mayLackCollectors = options.mayLackCollectors ?? false;
    this.#types = new Map(types.map(type => [type.id, type]));
    this.#environment = new Environment({ limits: LIMITS });
    this.#environment.registerVariable('now', TIMESTAMP, {
      description: 'When it is evaluated',
    });
    // Of CEL's standard, and not in the library.
    this.#environment.registerFunction(
      `string(${TIMESTAMP}): string`,
      (time: Date) => time.toISOString(),
    );
    const collectors = new Map<string, Record<string, unknown>>();
    for (const { id, fields } of types) {
      const [collector, name] = id.split('.');
      const schema = collectors.get(collector) ?? {};
      schema[name] = this.#toSchema(id, fields);
      collectors.set(collector, schema);
    }
    this.#collectors = new Set(collectors.keys());
    for (const [name, schema] of collectors) {
      this.#environment.registerVariable({ name, schema } as never);
    }
  }

  /**
   * @param type - What it must give, e.g. `bool`.
   * @throws ExpressionError where it does not fit.
   */
  compile(source: string, type: 'bool' | 'string'): CompiledExpression {
    if (source.length > LONGEST) {
      throw new ExpressionError(
        `has ${source.length} characters; allowed are ${LONGEST}`,
      );
    }
    let parsed: ParseResult;
    try {
      parsed = this.#environment.parse(source);
    } catch (error) {
      throw new ExpressionError(`cannot be read: ${summaryOf(error)}`);
    }
    const traits = describeExpression(
      parsed.ast,
      id => this.#types.has(id),
      name => this.#collectors.has(name),
    );
    const [bare] = traits.bare;
    if (bare !== undefined) {
      throw new ExpressionError(
        `names ${bare} without one of its facts; there are ${this.#factsOf(
          bare,
        )}`,
      );
    }
    if (this.#mayLackCollectors && traits.uncollected.size > 0) {
      return neverKnown(source, traits);
    }
    const checked = parsed.check();
    if (!checked.valid) {
      throw new ExpressionError(
        this.#describeMisfit(summaryOf(checked.error), traits),
      );
    }
    if (checked.type !== type && checked.type !== 'dyn') {
      throw new ExpressionError(
        `gives ${checked.type}; expected is ${type}${
          type === 'string' ? ', as string(…) makes of it' : ''
        }`,
      );
    }
    const excess = findExcess(parsed.ast);
    if (excess) {
      throw new ExpressionError(excess);
    }
    return {
      ...traits,
      source,
      evaluate: context => {
        const value = parsed(context);
        // What is not known before may give anything.
        if (type === 'bool' && typeof value !== 'boolean') {
          throw new ExpressionError('gives neither true nor false');
        }
        return value;
      },
    };
  }

  #factsOf(collector: string): string {
    return [...this.#types.keys()]
      .filter(id => id.startsWith(`${collector}.`))
      .join(', ');
  }

  #describeMisfit(summary: string, { facts }: ExpressionTraits): string {
    const known = summary.startsWith('No such key')
      ? [...facts].map(
          id =>
            `; ${id} has ${Object.keys(this.#types.get(id)!.fields).join(
              ', ',
            )}`,
        )
      : [];
    return `does not fit the facts: ${summary}${known.join('')}`;
  }

  /**
   * What is allowed instead of the path of a field, where that is no field with
   * a value or a list of values.
   */
  whyNoValue(path: string): string | undefined {
    const { type: id, field } = splitFieldPath(path);
    const type = this.#types.get(id);
    if (!type) {
      const isLacking =
        this.#mayLackCollectors && !this.#collectors.has(id.split('.')[0]);
      return isLacking
        ? undefined
        : `a field of a fact that is collected, of ${[
            ...this.#types.keys(),
          ].join(', ')}`;
    }
    const fields = Object.keys(type.fields).filter(name =>
      isPlain(type.fields[name].type),
    );
    return fields.includes(field)
      ? undefined
      : `one of ${fields.map(name => `${id}.${name}`).join(', ')}`;
  }

  #toSchema(path: string, fields: FactType['fields']): Record<string, unknown> {
    return Object.fromEntries(
      Object.entries(fields).map(([name, { type }]) => [
        name,
        this.#toCel(`${path}.${name}`, type),
      ]),
    );
  }

  #toCel(path: string, type: FactFieldType): unknown {
    if (type === 'timestamp') {
      return TIMESTAMP;
    }
    if (typeof type === 'string') {
      return type;
    }
    if ('fields' in type) {
      return this.#toSchema(path, type.fields);
    }
    const item = this.#toCel(path, type.list);
    if (typeof item === 'string') {
      return `list<${item}>`;
    }
    const name = path.replace(/\W/g, '_');
    this.#environment.registerType(name, { schema: item } as never);
    return `list<${name}>`;
  }
}

/** Without shapes of its own. */
function isPlain(type: FactFieldType): boolean {
  return typeof type === 'string' || ('list' in type && isPlain(type.list));
}

/** It needs facts that nobody collects, so it is never evaluated. */
function neverKnown(
  source: string,
  traits: ExpressionTraits,
): CompiledExpression {
  return {
    ...traits,
    facts: new Set([...traits.facts, ...traits.uncollected]),
    source,
    evaluate: () => {
      throw new ExpressionError(
        `needs ${[...traits.uncollected].join(', ')}, which nobody collects`,
      );
    },
  };
}

function summaryOf(error: unknown): string {
  return String((error as Error | undefined)?.message).split('\n', 1)[0];
}

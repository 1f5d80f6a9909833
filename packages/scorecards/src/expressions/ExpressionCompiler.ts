import { Environment, type ParseResult } from '@marcbachmann/cel-js';
import type { FactFieldType, FactType } from '../facts/FactType';
import {
  describeExpression,
  type ExpressionTraits,
} from './describeExpression';

const LIMITS = {
  maxAstNodes: 400,
  maxDepth: 30,
  maxListElements: 100,
  maxMapEntries: 100,
  maxCallArguments: 8,
};
const TIMESTAMP = 'google.protobuf.Timestamp';
const LONGEST = 4000;
/** Two lists against each other; a third would be a bomb. */
const MOST_LOOPS = 2;

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
      throw new ExpressionError(summaryOf(error));
    }
    const traits = describeExpression(
      parsed.ast,
      id => this.#types.has(id),
      name => this.#collectors.has(name),
    );
    if (traits.loops > MOST_LOOPS) {
      throw new ExpressionError(
        `nests ${traits.loops} loops over lists; allowed are ${MOST_LOOPS}`,
      );
    }
    if (this.#mayLackCollectors && traits.uncollected.size > 0) {
      return neverKnown(source, traits);
    }
    const checked = parsed.check();
    if (!checked.valid) {
      throw new ExpressionError(summaryOf(checked.error));
    }
    if (checked.type !== type && checked.type !== 'dyn') {
      throw new ExpressionError(`gives ${checked.type}; expected is ${type}`);
    }
    return { ...traits, source, evaluate: context => parsed(context) };
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

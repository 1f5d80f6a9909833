import type { Fact } from '../facts/Fact';
import type { FactFieldType, FactType } from '../facts/FactType';
import type { ExpressionContext } from './ExpressionCompiler';

const PLAIN = { string: 'string', bool: 'boolean', double: 'number' } as const;

class ShapeError extends Error {}

/**
 * Facts as expressions read them: whole numbers and times by their types. None
 * that is expired is among them.
 *
 * @returns also the ids of the types of facts that are not of the shape that
 *   their type has by now: a fact can be older than the collector.
 */
export function toContext(
  facts: Iterable<Fact>,
  types: ReadonlyMap<string, FactType>,
  now: Date,
): { context: ExpressionContext; misshaped: Set<string> } {
  const context: ExpressionContext = { now };
  const misshaped = new Set<string>();
  for (const { type: id, value, expiresAt } of facts) {
    const type = types.get(id);
    if (type && expiresAt > now) {
      const [collector, name] = id.split('.');
      const group = (context[collector] ??= {}) as Record<string, unknown>;
      try {
        group[name] = convert(value, { fields: type.fields });
      } catch (error) {
        if (!(error instanceof ShapeError)) {
          throw error;
        }
        misshaped.add(id);
      }
    }
  }
  return { context, misshaped };
}

function convert(value: unknown, type: FactFieldType): unknown {
  if (value === null || value === undefined) {
    return undefined;
  }
  if (typeof type === 'string') {
    return convertPlain(value, type);
  }
  if ('list' in type) {
    requireShape(Array.isArray(value));
    return (value as unknown[]).map(item => convert(item, type.list));
  }
  requireShape(typeof value === 'object' && !Array.isArray(value));
  const known: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(type.fields)) {
    const converted = convert(
      (value as Record<string, unknown>)[name],
      field.type,
    );
    if (converted !== undefined) {
      known[name] = converted;
    }
  }
  return known;
}

function convertPlain(
  value: unknown,
  type: Extract<FactFieldType, string>,
): unknown {
  if (type === 'int') {
    requireShape(Number.isSafeInteger(value));
    return BigInt(value as number);
  }
  if (type === 'timestamp') {
    const time = new Date(value as string);
    requireShape(typeof value === 'string' && !Number.isNaN(time.getTime()));
    return time;
  }
  requireShape(typeof value === PLAIN[type]);
  return value;
}

function requireShape(fits: boolean): void {
  if (!fits) {
    throw new ShapeError();
  }
}

import type { Fact } from '../facts/Fact';
import type { FactFieldType, FactType } from '../facts/FactType';
import type { ExpressionContext } from './ExpressionCompiler';

/** Facts as expressions read them: whole numbers and times by their types. */
export function toContext(
  facts: Iterable<Fact>,
  types: ReadonlyMap<string, FactType>,
  now: Date,
): ExpressionContext {
  const context: ExpressionContext = { now };
  for (const { type: id, value } of facts) {
    const type = types.get(id);
    if (type) {
      const [collector, name] = id.split('.');
      const group = (context[collector] ??= {}) as Record<string, unknown>;
      group[name] = convert(value, { fields: type.fields });
    }
  }
  return context;
}

function convert(value: unknown, type: FactFieldType): unknown {
  if (value === null || value === undefined) {
    return undefined;
  }
  if (type === 'int') {
    return BigInt(value as number);
  }
  if (type === 'timestamp') {
    return new Date(value as string);
  }
  if (typeof type === 'string') {
    return value;
  }
  if ('list' in type) {
    return (value as unknown[]).map(item => convert(item, type.list));
  }
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

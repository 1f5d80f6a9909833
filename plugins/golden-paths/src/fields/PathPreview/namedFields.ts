import { describeError } from '@platform-ops/backstage-plugin-platform-ops-react';

/** `name: is too short; address.city: is required`, also of `values.name`. */
const FIELD = /(?:^|; )(?:values\.)?([A-Za-z_][\w-]*)(?:[.[][^\s:]*)?: /g;

function isInputError(error: Error): boolean {
  const { cause } = error as { cause?: { name?: string } };
  return error.name === 'InputError' || cause?.name === 'InputError';
}

/** The fields of the form with which the preview was refused. */
export function namedFields(error: Error): string[] {
  if (!isInputError(error)) {
    return [];
  }
  const { message } = describeError(error);
  return [...new Set([...message.matchAll(FIELD)].map(([, field]) => field))];
}

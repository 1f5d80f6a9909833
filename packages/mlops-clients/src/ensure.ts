import { ServiceError } from './http/ServiceError';

/**
 * Finds something, or makes it where it is not there. Who loses against
 * somebody who makes the same at the same time finds theirs.
 */
export async function ensure<T>(
  find: () => Promise<T | undefined>,
  create: () => Promise<T>,
  isConflict: (error: ServiceError) => boolean = ({ status }) => status === 409,
): Promise<{ item: T; created: boolean }> {
  const found = await find();
  if (found !== undefined) {
    return { item: found, created: false };
  }
  try {
    return { item: await create(), created: true };
  } catch (error) {
    const rival =
      error instanceof ServiceError && isConflict(error)
        ? await find()
        : undefined;
    if (rival === undefined) {
      throw error;
    }
    return { item: rival, created: false };
  }
}

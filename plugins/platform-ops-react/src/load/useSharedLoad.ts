import { useLoad, type Loaded } from './useLoad';

const requestsInFlight = new WeakMap<object, Map<string, Promise<unknown>>>();

/**
 * As {@link useLoad}, where several parts of a page ask for the same thing at
 * the same moment: they share one request.
 *
 * @param owner - Whom the requests belong to: the API that is asked.
 * @param key - Names what is asked for, among all that the owner is asked.
 *
 * @public
 */
export function useSharedLoad<T>(
  owner: object,
  key: string,
  load: () => Promise<T>,
): Loaded<T> {
  return useLoad(key, () => {
    const requests = requestsInFlight.get(owner) ?? new Map();
    requestsInFlight.set(owner, requests);
    const running = requests.get(key) as Promise<T> | undefined;
    if (running) {
      return running;
    }
    const request = load().finally(() => requests.delete(key));
    requests.set(key, request);
    return request;
  });
}

/**
 * Asks for the next page while the current one is worked on.
 *
 * @public
 */
export async function* prefetch<T>(pages: AsyncIterable<T>): AsyncGenerator<T> {
  const iterator = pages[Symbol.asyncIterator]();
  let next = iterator.next();
  try {
    for (;;) {
      const { done, value } = await next;
      if (done) {
        return;
      }
      next = iterator.next();
      // Who works on the current page awaits it later; a failure until then is not unhandled.
      next.catch(() => {});
      yield value;
    }
  } finally {
    await next.catch(() => {});
    await iterator.return?.();
  }
}

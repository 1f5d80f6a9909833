import { prefetch } from './prefetch';

describe('prefetch', () => {
  it('asks for the next page before the current one is done with', async () => {
    const events: string[] = [];
    async function* pages() {
      for (const page of ['a', 'b']) {
        events.push(`ask ${page}`);
        yield page;
      }
    }
    for await (const page of prefetch(pages())) {
      events.push(`work on ${page}`);
    }
    expect(events).toEqual(['ask a', 'ask b', 'work on a', 'work on b']);
  });

  it('fails after the pages before the failure, and ends where its reader does', async () => {
    let closed = 0;
    async function* pages() {
      try {
        yield 'a';
        throw new Error('down');
      } finally {
        closed += 1;
      }
    }
    const seen: string[] = [];
    const readAll = async () => {
      for await (const page of prefetch(pages())) {
        seen.push(page);
      }
    };
    await expect(readAll()).rejects.toThrow('down');
    expect(seen).toEqual(['a']);

    for await (const page of prefetch(pages())) {
      expect(page).toBe('a');
      break;
    }
    expect(closed).toBe(2);
  });
});

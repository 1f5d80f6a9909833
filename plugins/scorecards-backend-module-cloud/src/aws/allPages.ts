import { AwsError } from './toAwsError';

/** More is a fault. */
const MOST_PAGES = 2_000;

/** The items of all pages of a list. */
export async function* allPages<Page, Item>(
  read: (token: string | undefined) => Promise<Page>,
  toItems: (page: Page) => Item[] | undefined,
  toToken: (page: Page) => string | undefined,
): AsyncGenerator<Item> {
  let token: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const page = await read(token);
    yield* toItems(page) ?? [];
    const next = toToken(page);
    if (!next) {
      return;
    }
    if (next === token) {
      break;
    }
    token = next;
  }
  throw new AwsError('AWS answered with a list that has no end', 'EndlessList');
}

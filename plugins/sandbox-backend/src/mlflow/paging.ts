import { MlflowError } from './MlflowError';

function readOffset(pageToken: string | undefined): number {
  if (!pageToken) {
    return 0;
  }
  const decoded = Buffer.from(pageToken, 'base64').toString('utf8');
  let token;
  try {
    token = JSON.parse(decoded);
  } catch {
    throw MlflowError.invalid(
      `Invalid page token, decoded value=b'${decoded}'`,
    );
  }
  if (!Number.isInteger(token?.offset) || token.offset < 1) {
    throw MlflowError.invalid(`Invalid page token, parsed value=${decoded}`);
  }
  return token.offset;
}

/**
 * One page of a listing and the token of the next one, as MLflow makes them:
 * by offset, without a token on the last page.
 */
export function pageOf<T>(
  items: T[],
  options: { maxResults: number; pageToken?: string },
): { items: T[]; nextPageToken?: string } {
  const offset = readOffset(options.pageToken);
  const end = offset + options.maxResults;
  return {
    items: items.slice(offset, end),
    nextPageToken:
      items.length > end
        ? Buffer.from(`{"offset": ${end}}`).toString('base64')
        : undefined,
  };
}

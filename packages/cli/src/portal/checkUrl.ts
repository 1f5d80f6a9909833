import { UsageFailure } from '../failures';

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Where the portal is, without a slash at its end. */
export function checkUrl(
  text: string | undefined,
  { allowHttp }: { allowHttp: boolean },
): string {
  if (!text) {
    throw new UsageFailure(
      '--url: found nothing; expected is the address of the portal, such as https://portal.example.com (or PLATFORM_OPS_URL)',
    );
  }
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['https:', 'http:'].includes(url.protocol)) {
    throw new UsageFailure(
      '--url: found no address; expected is one such as https://portal.example.com',
    );
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new UsageFailure(
      '--url: found a user, a password, a query or a fragment; expected is none of them',
    );
  }
  if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname) && !allowHttp) {
    throw new UsageFailure(
      `--url: found http, which shows the token to everybody on the way to ${url.host}; expected is https, or --insecure-http`,
    );
  }
  return url.href.replace(/\/+$/, '');
}

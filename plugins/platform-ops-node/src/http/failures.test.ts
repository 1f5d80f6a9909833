import { describeConnectionFailure, errorCodeOf } from './connectionFailure';
import { isPassingCode, isPassingStatus } from './passingFailures';
import { redirectHost } from './redirectHost';

it('tells what may be gone in a moment', () => {
  expect([429, 500, 503].map(isPassingStatus)).toEqual([true, false, true]);
  expect(['ECONNREFUSED', 'ENOTFOUND', undefined].map(isPassingCode)).toEqual([
    true,
    false,
    false,
  ]);
});

it('tells what to do about a certificate that is not trusted', () => {
  const error = Object.assign(new Error(), {
    code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
  });
  expect(describeConnectionFailure(errorCodeOf(error), 'servers.prod')).toBe(
    ': its certificate is not trusted. Put the authority that signed it into servers.prod.caFile',
  );
  expect(describeConnectionFailure('ECONNREFUSED', 'servers.prod')).toBe('');
  expect(errorCodeOf({ code: 5 })).toBeUndefined();
});

it('tells of a redirect no more than the host', () => {
  expect(redirectHost('https://user:secret@sso.test/?state=secret')).toBe(
    'sso.test',
  );
  expect(redirectHost('/login?state=secret')).toBe('another path');
});

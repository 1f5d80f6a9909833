import { Redaction } from './Redaction';
import { tokensWithin } from './tokensWithin';

it('takes out the token of a call, and the one of whom it is made for', () => {
  const limited =
    'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ1c2VyOmRlZmF1bHQvYWRhIn0.c2ln';
  const claims = Buffer.from(JSON.stringify({ obo: limited }));
  const token = `eyJhbGciOiJFUzI1NiJ9.${claims.toString('base64url')}.c2ln`;
  const redaction = new Redaction(
    tokensWithin(token, { $$type: '@backstage/BackstageCredentials' } as any),
  );
  expect(redaction.text(`a ${token} b ${limited}`)).toBe('a *** b ***');
  const binary = Buffer.concat([
    Buffer.from([0xff, 0]),
    Buffer.from(`é ${limited} é`),
  ]);
  expect(redaction.bytes(binary)).toEqual(
    Buffer.concat([Buffer.from([0xff, 0]), Buffer.from('é *** é')]),
  );
});

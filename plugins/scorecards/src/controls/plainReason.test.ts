import { plainReason } from './plainReason';

it('says in words where a control is met', () => {
  expect(plainReason('system:default/imaging: no such link')).toBe(
    'At the system imaging: no such link',
  );
  expect(plainReason('resource:prod/eu-1: Nobody has stated it yet')).toBe(
    'At the cluster eu-1: Nobody has stated it yet',
  );
  expect(plainReason('localhost:7011: TLSv1.3')).toBe(
    'localhost:7011: TLSv1.3',
  );
  expect(plainReason(undefined)).toBeUndefined();
});

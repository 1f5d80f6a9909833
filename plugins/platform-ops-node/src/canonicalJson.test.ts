import { canonicalJson, contentHash } from './canonicalJson';

describe('canonicalJson', () => {
  it('is the same for the same content', () => {
    const at = new Date('2026-01-02T03:04:05Z');
    const value = { b: [{ d: 1, c: undefined }, null], a: { at } };
    const same = { a: { at }, b: [{ d: 1 }, null], c: undefined };
    expect(canonicalJson(value)).toBe(
      '{"a":{"at":"2026-01-02T03:04:05.000Z"},"b":[{"d":1},null]}',
    );
    expect(contentHash(value)).toBe(contentHash(same));
    expect(contentHash(value)).toMatch(/^[0-9a-f]{32}$/);
    expect(contentHash([1, 2])).not.toBe(contentHash([2, 1]));
  });
});

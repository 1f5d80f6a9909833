import { z } from 'zod';
import { parseInput } from './parseInput';

describe('parseInput', () => {
  const schema = z.object({ items: z.array(z.unknown()) });

  it.each([
    [{ items: [{ name: 'a\0' }] }, /^input: found the character U\+0000/],
    [
      { items: JSON.parse('['.repeat(100_000) + ']'.repeat(100_000)) },
      /^input: found more than 100 levels/,
    ],
    [{ items: 1 }, /^items: .*; found 1$/],
  ])('refuses what it can tell of: case %#', (input, message) => {
    expect(() => parseInput(schema, input)).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringMatching(message),
      }),
    );
  });

  it('takes what is nested as deeply as anybody needs', () => {
    const items = JSON.parse('['.repeat(50) + ']'.repeat(50));
    expect(parseInput(schema, { items })).toEqual({ items });
  });
});

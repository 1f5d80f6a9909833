import { shorten } from './shorten';

it('makes a line of what others wrote that every database takes', () => {
  expect(shorten(' exit 1:\n\tdisk\0 full.')).toBe('exit 1: disk\ufffd full');
  expect(shorten('\u{1f4a5}'.repeat(302))).toBe(`${'\u{1f4a5}'.repeat(300)}…`);
});

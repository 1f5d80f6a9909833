const CHARACTER_PIXELS = 7;
const GAP_PIXELS = 12;

/**
 * Which categories are named on the axis: all of them where there is room,
 * else every second, third, and so on, counted from the last.
 *
 * @param names - The names of the categories.
 * @param width - The width of the axis in pixels.
 */
export function categorySplits(names: string[], width: number): number[] {
  const longest = Math.max(0, ...names.map(name => name.length));
  const room = Math.max(
    1,
    Math.floor(width / (longest * CHARACTER_PIXELS + GAP_PIXELS)),
  );
  const step = Math.max(1, Math.ceil(names.length / room));
  return names
    .map((_, index) => index)
    .filter(index => (names.length - 1 - index) % step === 0);
}

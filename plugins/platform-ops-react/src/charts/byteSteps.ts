const UNITS = 6;
const STEPS_PER_UNIT = 10;

/** From one tick to the next on an axis of bytes: 1 B, 2 B, 4 B, … 512 PiB. */
export const BYTE_STEPS: number[] = Array.from(
  { length: UNITS * STEPS_PER_UNIT },
  (_, power) => 2 ** power,
);

/** Whether a unit is one that `formatNumber` writes in KiB, MiB and so on. */
export function isBytes(unit: string | undefined): boolean {
  return unit === 'bytes' || unit === 'B';
}

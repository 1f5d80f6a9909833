/**
 * How much of a text is read. What has more is refused as a whole, for a part
 * of it would look like all.
 *
 * @public
 */
export interface ExpositionLimits {
  maxBytes: number;
  /** Lines that hold a value. */
  maxSamples: number;
  /** Different names with labels. */
  maxSeries: number;
  /** Of one series. */
  maxLabels: number;
  /** Characters in the name of a metric or label. */
  maxNameLength: number;
  /** Characters in the value of a label. */
  maxLabelValueLength: number;
  /** Characters in a line. */
  maxLineLength: number;
}

/** @public */
export const DEFAULT_EXPOSITION_LIMITS: ExpositionLimits = {
  maxBytes: 10 * 1024 * 1024,
  maxSamples: 200_000,
  maxSeries: 50_000,
  maxLabels: 64,
  maxNameLength: 512,
  maxLabelValueLength: 4096,
  maxLineLength: 64 * 1024,
};

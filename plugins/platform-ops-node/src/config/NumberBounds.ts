/**
 * Which numbers a key may have.
 *
 * @public
 */
export interface NumberBounds {
  /** What holds where the key is missing. */
  unlessTold: number;
  from: number;
  to: number;
  /** What to do for more, as the end of the message: `. For more, …`. */
  advice?: string;
}

/** What pipelines decide by. */
export const EXIT = {
  /** Nothing stands in the way. */
  passed: 0,
  /** Something does, or a file is wrong. */
  inTheWay: 1,
  /** The command or its input is wrong. */
  wrongUse: 2,
  /** The portal gave no answer, or refused one. */
  noAnswer: 3,
};

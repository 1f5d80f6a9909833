/** What is wrong with a line, by who does not know its number. */
export class LineError extends Error {}

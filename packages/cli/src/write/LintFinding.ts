/** Something that lint found in a file. */
export interface LintFinding {
  file: string;
  /** From 1. */
  line?: number;
  level: 'error' | 'warning';
  message: string;
}

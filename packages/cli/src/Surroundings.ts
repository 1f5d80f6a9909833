/** What the command meets outside of itself. */
export interface Surroundings {
  env: Record<string, string | undefined>;
  /** The answer goes here. */
  out(text: string): void;
  /** What people should know besides. */
  err(text: string): void;
  wait(milliseconds: number): Promise<void>;
}

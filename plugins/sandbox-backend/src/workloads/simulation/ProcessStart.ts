/**
 * A start of a workload's process: with a new pod, or again in the same one
 * after it was killed.
 */
export interface ProcessStart {
  at: number;
  cause: 'rollout' | 'moved' | 'scaled-up' | 'crash';
}

import { describeNameProblem } from '@platform-ops/backstage-plugin-golden-paths-common';
import { useEffect, useRef, useState } from 'react';

/** How a name that is being typed stands. */
export interface NameState {
  /** Why it can not be taken. */
  problem?: string;
  free?: boolean;
  /** Why nobody knows whether it is taken. */
  error?: Error;
  asking?: boolean;
}

const TYPING_MILLISECONDS = 300;

/**
 * Checks a name at once, and, where it is fit, asks a moment later whether
 * something has it.
 */
export function useNameState(
  name: string,
  findTaken: () => Promise<string | undefined>,
): NameState {
  const unfit = name === '' ? undefined : describeNameProblem(name);
  const [answer, setAnswer] = useState<{ name: string; state: NameState }>();
  const latest = useRef(findTaken);
  latest.current = findTaken;

  useEffect(() => {
    if (name === '' || unfit) {
      return undefined;
    }
    let current = true;
    const tell = (state: NameState) => {
      if (current) {
        setAnswer({ name, state });
      }
    };
    const timer = setTimeout(() => {
      latest.current().then(
        problem => tell(problem ? { problem } : { free: true }),
        error => tell({ error }),
      );
    }, TYPING_MILLISECONDS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [name, unfit]);

  if (name === '') {
    return {};
  }
  if (unfit) {
    return { problem: unfit };
  }
  return answer?.name === name ? answer.state : { asking: true };
}

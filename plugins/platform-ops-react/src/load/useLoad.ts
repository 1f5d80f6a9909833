import { useCallback, useEffect, useRef, useState } from 'react';

/**
 * Something that is read from elsewhere, and how that stands.
 *
 * @public
 */
export interface Loaded<T> {
  /** Kept while it is read again, and when reading it again fails. */
  value: T | undefined;
  /** Why the last attempt failed. */
  error: Error | undefined;
  loading: boolean;
  reload: () => void;
}

interface State<T> {
  key: string;
  value?: T;
  error?: Error;
  loading: boolean;
}

/**
 * Reads something whenever the key changes or {@link Loaded.reload} is called.
 * An answer that comes after a newer question is dropped.
 *
 * @remarks
 * The value of another key is not shown, unless `keepPrevious` says that it
 * stays until the new one is there (for a table whose filter changed).
 *
 * @public
 */
export function useLoad<T>(
  key: string,
  load: () => Promise<T>,
  options?: { keepPrevious?: boolean },
): Loaded<T> {
  const keepPrevious = options?.keepPrevious ?? false;
  const [state, setState] = useState<State<T>>({ key, loading: true });
  const [attempt, setAttempt] = useState(0);
  const latestLoad = useRef(load);
  latestLoad.current = load;

  useEffect(() => {
    let current = true;
    setState(previous => ({
      key,
      value: previous.key === key || keepPrevious ? previous.value : undefined,
      error: previous.key === key ? previous.error : undefined,
      loading: true,
    }));
    latestLoad.current().then(
      value => {
        if (current) {
          setState({ key, value, loading: false });
        }
      },
      reason => {
        if (current) {
          const error =
            reason instanceof Error ? reason : new Error(String(reason));
          setState(previous => ({
            key,
            value: previous.value,
            error,
            loading: false,
          }));
        }
      },
    );
    return () => {
      current = false;
    };
  }, [key, attempt, keepPrevious]);

  const reload = useCallback(() => setAttempt(count => count + 1), []);
  const outdated = state.key !== key;
  return {
    value: outdated && !keepPrevious ? undefined : state.value,
    error: outdated ? undefined : state.error,
    loading: outdated || state.loading,
    reload,
  };
}

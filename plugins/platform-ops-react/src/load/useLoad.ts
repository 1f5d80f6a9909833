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
  /** The value answers an earlier question: see `keepPrevious`. */
  outdated: boolean;
  reload: () => void;
}

interface State<T> {
  key: string;
  value?: T;
  /** What the value answers. */
  valueKey?: string;
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
      ...(previous.key === key || keepPrevious
        ? { value: previous.value, valueKey: previous.valueKey }
        : {}),
      error: previous.key === key ? previous.error : undefined,
      loading: true,
    }));
    latestLoad.current().then(
      value => {
        if (current) {
          setState({ key, value, valueKey: key, loading: false });
        }
      },
      reason => {
        if (current) {
          const error =
            reason instanceof Error ? reason : new Error(String(reason));
          setState(previous => ({
            key,
            value: previous.value,
            valueKey: previous.valueKey,
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
  const changed = state.key !== key;
  const value = changed && !keepPrevious ? undefined : state.value;
  return {
    value,
    error: changed ? undefined : state.error,
    loading: changed || state.loading,
    outdated: value !== undefined && state.valueKey !== key,
    reload,
  };
}

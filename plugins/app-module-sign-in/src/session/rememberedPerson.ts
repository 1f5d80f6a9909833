const KEY = 'platform-ops.sandbox.person';

function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    // Browsers may refuse storage; one is then asked again after a reload.
    return undefined;
  }
}

/**
 * Who is signed in: each tab has its own person, so that two of them can work
 * side by side, and a new tab starts as the last one.
 */
export const rememberedPerson = {
  get(): string | undefined {
    return (
      attempt(() => window.sessionStorage.getItem(KEY)) ??
      attempt(() => window.localStorage.getItem(KEY)) ??
      undefined
    );
  },
  set(id: string): void {
    attempt(() => window.sessionStorage.setItem(KEY, id));
    attempt(() => window.localStorage.setItem(KEY, id));
  },
  forget(): void {
    attempt(() => window.sessionStorage.removeItem(KEY));
    attempt(() => window.localStorage.removeItem(KEY));
  },
};

/** Stands still until a test moves it; everything else runs as ever. */
export function stopClock(): { goOn(seconds: number): void } {
  let now = Date.UTC(2026, 0, 1);
  jest.spyOn(Date, 'now').mockImplementation(() => now);
  return {
    goOn(seconds) {
      now += seconds * 1000;
    },
  };
}

/**
 * Work that can be left between any two steps, so that others have their turn.
 *
 * @public
 */
export type Steps<T> = Generator<void, T>;

/**
 * Does all of it at once.
 *
 * @public
 */
export function runSteps<T>(steps: Steps<T>): T {
  let step = steps.next();
  while (!step.done) {
    step = steps.next();
  }
  return step.value;
}

/**
 * Does it in turns.
 *
 * @param breathe - Called between the steps.
 *
 * @public
 */
export async function runStepsInTurns<T>(
  steps: Steps<T>,
  breathe: () => Promise<void>,
): Promise<T> {
  let step = steps.next();
  while (!step.done) {
    await breathe();
    step = steps.next();
  }
  return step.value;
}

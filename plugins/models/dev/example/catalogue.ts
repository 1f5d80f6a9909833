import { hospital, language, shop, trading } from './families';
import type { ExampleModel } from './types';

/** Nearly thirty models in three registries. */
export const EXAMPLE_MODELS: ExampleModel[] = [
  hospital,
  trading,
  shop,
  language,
].flatMap(({ rows, ...family }) =>
  rows.map(([name, title, purpose, task, risk, stages, versions]) => ({
    ...family,
    name,
    title,
    purpose,
    task,
    risk,
    stages,
    versions,
  })),
);

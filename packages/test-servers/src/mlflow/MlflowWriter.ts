/**
 * Writes into a real MLflow server what a test needs.
 *
 * @public
 */
export class MlflowWriter {
  readonly #url: string;

  static create(url: string): MlflowWriter {
    return new MlflowWriter(url);
  }

  private constructor(url: string) {
    this.#url = url;
  }

  async send<T = unknown>(
    method: 'POST' | 'PATCH' | 'DELETE',
    path: string,
    body: unknown,
  ): Promise<T> {
    const response = await fetch(`${this.#url}/api/2.0/mlflow/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) {
      throw new Error(`${path}: ${response.status} ${await response.text()}`);
    }
    return (await response.json()) as T;
  }

  async model(
    name: string,
    tags: Record<string, string> = {},
    description?: string,
  ): Promise<void> {
    await this.send('POST', 'registered-models/create', {
      name,
      description,
      tags: toTagList(tags),
    });
  }

  async version(
    name: string,
    details: {
      source?: string;
      run_id?: string;
      model_id?: string;
      run_link?: string;
      description?: string;
      tags?: Record<string, string>;
    } = {},
  ): Promise<string> {
    const answer = await this.send<{ model_version: { version: string } }>(
      'POST',
      'model-versions/create',
      {
        source: 's3://models/artifact',
        ...details,
        name,
        tags: toTagList(details.tags ?? {}),
      },
    );
    return answer.model_version.version;
  }

  async alias(name: string, alias: string, version: string): Promise<void> {
    await this.send('POST', 'registered-models/alias', {
      name,
      alias,
      version,
    });
  }

  async run(
    experimentId: string,
    tags: Record<string, string> = {},
  ): Promise<string> {
    const answer = await this.send<{ run: { info: { run_id: string } } }>(
      'POST',
      'runs/create',
      {
        experiment_id: experimentId,
        user_id: 'maria',
        start_time: 1_700_000_000_000,
        tags: toTagList(tags),
      },
    );
    return answer.run.info.run_id;
  }

  async metric(
    runId: string,
    key: string,
    value: number | string,
    more: Record<string, unknown> = {},
  ): Promise<void> {
    await this.send('POST', 'runs/log-metric', {
      run_id: runId,
      key,
      value,
      timestamp: 1_700_000_001_000,
      step: 0,
      ...more,
    });
  }
}

function toTagList(tags: Record<string, string>) {
  return Object.entries(tags).map(([key, value]) => ({ key, value }));
}

/**
 * Runs a task for each item, a few at a time.
 *
 * @public
 */
export async function forEachConcurrently<T>(
  items: T[],
  task: (item: T) => Promise<void>,
): Promise<void> {
  const queue = [...items];
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
        await task(item);
      }
    }),
  );
}

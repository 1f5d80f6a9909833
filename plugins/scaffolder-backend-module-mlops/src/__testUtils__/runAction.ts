import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type {
  ActionContext,
  TemplateAction,
} from '@backstage/plugin-scaffolder-node';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import type { JsonObject, JsonValue } from '@backstage/types';

export interface ActionRun {
  outputs: Record<string, unknown>;
  /** Level and message of each line. */
  log: string[];
  error?: Error;
}

/** A folder as actions get one; removed after the tests of a file. */
export class Workspace {
  readonly path: string;

  static async create(files: Record<string, string> = {}): Promise<Workspace> {
    const workspace = new Workspace(await mkdtemp(join(tmpdir(), 'actions-')));
    await workspace.write(files);
    return workspace;
  }

  private constructor(path: string) {
    this.path = path;
  }

  async write(files: Record<string, string>): Promise<void> {
    for (const [path, text] of Object.entries(files)) {
      const file = join(this.path, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    }
  }

  async remove(): Promise<void> {
    await rm(this.path, { recursive: true, force: true });
  }
}

/** What was kept of a task; give the same to run it once more. */
export type Checkpoints = Map<string, JsonValue | void>;

/**
 * Runs an action as the scaffolder does; its error is part of what it came to.
 */
export async function runAction(
  action: TemplateAction<any, any, any>,
  input: JsonObject,
  options: Partial<
    Pick<
      ActionContext<any>,
      | 'workspacePath'
      | 'isDryRun'
      | 'signal'
      | 'secrets'
      | 'templateInfo'
      | 'user'
    >
  > & { checkpoints?: Checkpoints; onLog?: (line: string) => void } = {},
): Promise<ActionRun> {
  const { checkpoints = new Map(), onLog, ...context } = options;
  const outputs: Record<string, unknown> = {};
  const log: string[] = [];
  const logger = mockServices.logger.mock({
    child: () => logger,
  });
  for (const level of ['debug', 'info', 'warn', 'error'] as const) {
    logger[level].mockImplementation((message, meta) => {
      const line = `${level} ${message}${
        meta && Object.keys(meta).length ? ` ${JSON.stringify(meta)}` : ''
      }`;
      log.push(line);
      onLog?.(line);
    });
  }
  try {
    await action.handler({
      ...createMockActionContext({ ...context, input }),
      ...context,
      logger,
      task: { id: 'task-1' },
      step: { id: 'step-1', name: 'Step' },
      output: (name: any, value: any) => {
        outputs[name] = value;
      },
      async checkpoint<T extends JsonValue | void>({
        key,
        fn,
      }: {
        key: string;
        fn: () => Promise<T> | T;
      }) {
        if (!checkpoints.has(key)) {
          checkpoints.set(key, await fn());
        }
        return checkpoints.get(key) as T;
      },
      getInitiatorCredentials: async () => mockCredentials.user(),
    });
    return { outputs, log };
  } catch (error) {
    return { outputs, log, error: error as Error };
  }
}

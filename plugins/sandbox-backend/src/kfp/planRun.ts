import { Random } from '../random';
import { isMet } from './conditions';
import { limitsIn, reachedIn } from './measurements';
import {
  inOrder,
  pipelineSpecSchema,
  upstreamOf,
  type Dag,
  type PipelineSpec,
  type Task,
} from './pipelineSpec';
import type { RunRecord, SpecRecord } from './records';

const SECOND = 1000;
/** Until the pod of a task runs. */
const SCHEDULING = SECOND;
const TASK_SECONDS = { shortest: 3, longest: 8 };
const MODEL_NAME = /^(?:registered_)?model(?:_name)?$/;
const MOST_TASKS = 500;

/**
 * How a task goes, or went.
 */
export interface PlannedTask {
  /** Unique in its run. */
  path: string;
  name: string;
  /** The task whose graph it belongs to. */
  parent?: string;
  upstream: string[];
  startsAt: number;
  endsAt: number;
  outcome: 'SUCCEEDED' | 'FAILED' | 'SKIPPED';
  error?: string;
  /** Whether it has a container of its own. */
  runs: boolean;
}

/**
 * How a run goes from its beginning to its end.
 */
export interface RunPlan {
  tasks: PlannedTask[];
  endsAt: number;
  outcome: 'SUCCEEDED' | 'FAILED';
  error?: string;
  evaluation?: { at: number; metrics: Record<string, number> };
  registration?: { at: number; model: string };
}

type Values = Record<string, unknown>;

function given({ root }: PipelineSpec, run: RunRecord): Values {
  const defaults = Object.entries(
    root.inputDefinitions?.parameters ?? {},
  ).flatMap(([name, { defaultValue }]) =>
    defaultValue === undefined ? [] : [[name, defaultValue]],
  );
  return { ...Object.fromEntries(defaults), ...run.parameters };
}

/**
 * The parameters of a run, also those that nobody gave.
 */
export function parametersOf(run: RunRecord, spec: SpecRecord): Values {
  return given(pipelineSpecSchema.parse(spec.pipeline), run);
}

class Planner {
  readonly tasks: PlannedTask[] = [];
  evaluation: RunPlan['evaluation'];
  registration: RunPlan['registration'];
  readonly #spec: PipelineSpec;
  readonly #run: RunRecord;
  readonly #seed: string;
  readonly #given: Values;

  constructor(spec: PipelineSpec, run: RunRecord, seed: string) {
    this.#spec = spec;
    this.#run = run;
    this.#seed = seed;
    this.#given = given(spec, run);
  }

  planRoot(): void {
    this.#planGraph(this.#spec.root.dag, this.#given, this.#run.createdAt);
  }

  #planGraph(dag: Dag, scope: Values, from: number, parent?: PlannedTask) {
    const done = new Map<string, PlannedTask>();
    const outputs = new Map<string, Values>();
    for (const name of inOrder(dag) ?? []) {
      const task = dag.tasks[name];
      const upstream = upstreamOf(task).map(other => done.get(other));
      const always =
        task.triggerPolicy?.strategy === 'ALL_UPSTREAM_TASKS_COMPLETED';
      const mayRun = upstream.every(
        other => other && (always || other.outcome !== 'FAILED'),
      );
      // What cannot begin any more does not show, as in the real one.
      if (!mayRun || this.tasks.length >= MOST_TASKS) {
        continue;
      }
      const values = this.#valuesOf(task, scope, outputs);
      const startsAt =
        Math.max(from, ...upstream.map(other => other?.endsAt ?? 0)) +
        SCHEDULING;
      const planned: PlannedTask = {
        path: parent ? `${parent.path}/${name}` : name,
        name: task.taskInfo?.name ?? name,
        parent: parent?.path,
        upstream: upstream.flatMap(other => (other ? [other.path] : [])),
        startsAt,
        endsAt: startsAt,
        outcome: 'SUCCEEDED',
        runs: false,
      };
      done.set(name, planned);
      this.tasks.push(planned);
      const isSkipped =
        !isMet(task.triggerPolicy?.condition, values) ||
        (!always && upstream.some(other => other?.outcome === 'SKIPPED'));
      if (isSkipped) {
        planned.outcome = 'SKIPPED';
        continue;
      }
      const component = this.#spec.components[task.componentRef.name];
      if (component.dag) {
        this.#planGraph(component.dag, values, startsAt, planned);
        this.#closeGraph(planned);
      } else {
        outputs.set(name, this.#planContainer(planned, name, task, values));
      }
    }
  }

  #closeGraph(graph: PlannedTask): void {
    const inside = this.tasks.filter(({ parent }) => parent === graph.path);
    const failed = inside.find(({ outcome }) => outcome === 'FAILED');
    graph.endsAt = Math.max(graph.endsAt, ...inside.map(each => each.endsAt));
    if (failed) {
      graph.outcome = 'FAILED';
      graph.error = `Task ${failed.name} failed`;
    }
  }

  /** @returns what it hands on. */
  #planContainer(
    planned: PlannedTask,
    key: string,
    task: Task,
    values: Values,
  ): Values {
    const { shortest, longest } = TASK_SECONDS;
    const { id } = this.#run;
    const random = Random.fromSeed(`${this.#seed}/${id}/${planned.path}`);
    planned.runs = true;
    planned.endsAt =
      planned.startsAt + Math.round(random.between(shortest, longest) * SECOND);
    const names = `${key} ${task.componentRef.name}`;
    if (/\bgate/.test(names)) {
      this.#passGate(planned, values);
    } else if (names.includes('evaluat')) {
      return this.#evaluate(planned, task);
    } else if (names.includes('register')) {
      this.#register(planned, values);
    }
    return {};
  }

  #evaluate(planned: PlannedTask, task: Task): Values {
    const { outputDefinitions } = this.#spec.components[task.componentRef.name];
    const numbers = Object.entries(outputDefinitions?.parameters ?? {})
      .filter(([, { parameterType }]) => parameterType?.startsWith('NUMBER'))
      .map(([name]) => name);
    const nameOf = (output: string) => (output === 'Output' ? 'auc' : output);
    const wanted = [
      'auc',
      ...numbers.map(nameOf),
      ...limitsIn(this.#given).map(({ metric }) => metric),
    ];
    const metrics = Object.fromEntries(
      wanted.map(metric => [metric, this.#reached(metric)]),
    );
    this.evaluation = { at: planned.endsAt, metrics };
    return Object.fromEntries(
      numbers.map(output => [output, metrics[nameOf(output)]]),
    );
  }

  #passGate(planned: PlannedTask, values: Values): void {
    const own = limitsIn(values);
    for (const { metric, kind, value } of own.length
      ? own
      : limitsIn(this.#given)) {
      const reached = this.#reached(metric);
      const isMissed = kind === 'minimum' ? reached < value : reached > value;
      if (isMissed) {
        planned.outcome = 'FAILED';
        planned.error = `The evaluation gate is closed: ${metric} is ${reached}, the ${kind} is ${value}`;
        return;
      }
    }
  }

  #register(planned: PlannedTask, values: Values): void {
    const found = [values, this.#given]
      .flatMap(each => Object.entries(each))
      .find(
        ([name, value]) =>
          MODEL_NAME.test(name.split('--').at(-1)!) && isText(value),
      );
    const model = String(found?.[1] ?? this.#spec.pipelineInfo.name);
    if (/[/:]/.test(model)) {
      planned.outcome = 'FAILED';
      planned.error = `Invalid model name '${model}'. Names cannot contain '/' or ':'.`;
      return;
    }
    this.registration = { at: planned.endsAt, model };
  }

  #reached(metric: string): number {
    return reachedIn(metric, {
      seed: this.#seed,
      pipeline: this.#spec.pipelineInfo.name,
      run: this.#run.id,
    });
  }

  #valuesOf(task: Task, scope: Values, outputs: Map<string, Values>): Values {
    const values: Values = {};
    for (const [name, input] of Object.entries(task.inputs.parameters)) {
      const { componentInputParameter, runtimeValue, taskOutputParameter } =
        input;
      if (componentInputParameter !== undefined) {
        values[name] = scope[componentInputParameter];
      } else if (taskOutputParameter) {
        const { producerTask, outputParameterKey } = taskOutputParameter;
        values[name] = outputs.get(producerTask)?.[outputParameterKey];
      } else {
        values[name] = runtimeValue?.constant;
      }
    }
    return values;
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

/**
 * How a run goes: the same whenever it is asked for. Tasks take some seconds
 * each and begin when those that they need have ended; a gate fails where the
 * evaluation does not reach its limits.
 */
export function planRun(
  run: RunRecord,
  spec: SpecRecord,
  seed: string,
): RunPlan {
  const planner = new Planner(
    pipelineSpecSchema.parse(spec.pipeline),
    run,
    seed,
  );
  planner.planRoot();
  const { tasks, evaluation, registration } = planner;
  const failed = tasks.find(
    ({ outcome, runs }) => runs && outcome === 'FAILED',
  );
  return {
    tasks,
    endsAt: Math.max(
      run.createdAt + SCHEDULING,
      ...tasks.map(({ endsAt }) => endsAt),
    ),
    outcome: failed ? 'FAILED' : 'SUCCEEDED',
    error: failed && `Task ${failed.name} failed: ${failed.error}`,
    evaluation,
    registration,
  };
}

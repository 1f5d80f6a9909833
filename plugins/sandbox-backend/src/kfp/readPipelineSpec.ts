import { parseAllDocuments } from 'yaml';
import { KfpError } from './KfpError';
import { inOrder, pipelineSpecSchema, upstreamOf } from './pipelineSpec';
import type { Dag, PipelineSpec } from './pipelineSpec';
import type { SpecRecord } from './records';

const MOST_DEPTH = 10;

function refuse(message: string): KfpError {
  return new KfpError(
    'invalid',
    `The file is no compiled pipeline of Kubeflow Pipelines v2: ${message}`,
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parse(text: string): unknown[] {
  try {
    return [parseAllDocuments(text)].flat().map(document => {
      if (document.errors.length) {
        throw document.errors[0];
      }
      return document.toJS({ maxAliasCount: 50 });
    });
  } catch (error) {
    const [line] = (error as Error).message.split('\n');
    throw refuse(`it is not valid YAML (${line})`);
  }
}

function checkGraph(
  spec: PipelineSpec,
  dag: Dag,
  where: string,
  depth: number,
): void {
  if (depth > MOST_DEPTH) {
    throw refuse(`${where}: graphs are nested more than ${MOST_DEPTH} deep`);
  }
  for (const [name, task] of Object.entries(dag.tasks)) {
    const at = `${where}.dag.tasks.${name}`;
    const lost = upstreamOf(task).find(other => !dag.tasks[other]);
    if (lost) {
      throw refuse(`${at} depends on '${lost}', which is no task there`);
    }
    const component = spec.components[task.componentRef.name];
    if (!component) {
      throw refuse(
        `${at}.componentRef.name: found '${task.componentRef.name}', which is not in components`,
      );
    }
    if (component.dag) {
      const inside = `components.${task.componentRef.name}`;
      checkGraph(spec, component.dag, inside, depth + 1);
    } else if (!spec.deploymentSpec.executors[component.executorLabel ?? '']) {
      throw refuse(
        `components.${task.componentRef.name}.executorLabel: found '${component.executorLabel}', which is not in deploymentSpec.executors`,
      );
    }
  }
  if (!inOrder(dag)) {
    throw refuse(`${where}.dag: some tasks need one another in a circle`);
  }
}

/**
 * Checks what somebody hands in as a pipeline.
 *
 * @throws KfpError saying what is wrong with it.
 */
export function checkPipelineSpec(
  pipeline: unknown,
  platform?: unknown,
): SpecRecord {
  if (!isObject(pipeline)) {
    throw refuse('it is empty or no mapping');
  }
  if (pipeline.kind === 'Workflow') {
    throw refuse(
      'it is an Argo Workflow, which kfp 1 wrote; compile it with kfp 2',
    );
  }
  const { data, error } = pipelineSpecSchema.safeParse(pipeline);
  if (!data) {
    const [{ path, message }] = error.issues;
    throw refuse(`${path.join('.') || 'file'}: ${message}`);
  }
  checkGraph(data, data.root.dag, 'root', 0);
  return { pipeline, ...(isObject(platform) && { platform }) };
}

/**
 * Reads the YAML that `kfp` compiles a pipeline to; what a platform needs
 * besides stands in a second document.
 *
 * @throws KfpError saying what is wrong with it.
 */
export function readPipelineSpec(text: string): SpecRecord {
  const [pipeline, platform] = parse(text);
  return checkPipelineSpec(pipeline, platform);
}

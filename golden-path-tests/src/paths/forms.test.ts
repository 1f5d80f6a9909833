import type { JsonObject } from '@backstage/types';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { TEMPLATES } from '../renderPiece';
import { RenderedRepository } from './RenderedRepository';
import { readTemplate, TemplateRunner } from './TemplateRunner';
import { VALUES } from './values';

jest.setTimeout(120_000);

const PATHS = Object.keys(VALUES);
const MOST_STEPS = 4;
const LONGEST_LABEL = 12;
/** Fields that pick what there is one of. */
const PICKED_BY_THEMSELVES = ['cluster', 'release'];

interface Step extends JsonObject {
  title: string;
  required?: string[];
  properties: Record<string, Field>;
  then?: { properties?: Record<string, Field> };
  else?: { properties?: Record<string, Field> };
}

interface Field extends JsonObject {
  title: string;
  'ui:options'?: { kind?: string; preselect?: boolean };
}

function stepsOf(path: string): Step[] {
  return readTemplate(path).spec.parameters as unknown as Step[];
}

function fieldsOf(step: Step): Array<[string, Field]> {
  return Object.entries({
    ...step.then?.properties,
    ...step.else?.properties,
    ...step.properties,
  });
}

describe.each(PATHS)('the form of %s', path => {
  const steps = stepsOf(path);

  it('has few steps, the last of which is the preview', () => {
    const titles = steps.map(({ title }) => title);
    expect(titles.length).toBeLessThanOrEqual(MOST_STEPS);
    expect(titles.at(-1)).toBe('Preview');
    for (const title of titles) {
      expect(title.length).toBeLessThanOrEqual(LONGEST_LABEL);
    }
  });

  it('calls no two fields the same: the review shows one of them', () => {
    const titles = steps
      .flatMap(fieldsOf)
      .map(([, { title }]) => title)
      .filter(Boolean);
    expect(titles.filter((title, at) => titles.indexOf(title) !== at)).toEqual(
      [],
    );
  });

  it('picks the connections that a first run needs', () => {
    const connections = steps
      .flatMap(fieldsOf)
      .filter(([name]) => /^(?:pipeline|registry)Connection$/.test(name));
    for (const [name, field] of connections) {
      expect([name, field['ui:options']?.preselect]).toEqual([name, true]);
    }
  });

  it('orders only fields that there are', () => {
    for (const step of steps) {
      const names = fieldsOf(step).map(([name]) => name);
      const ordered = (step['ui:order'] ?? []) as string[];
      expect([...names, '*']).toEqual(expect.arrayContaining(ordered));
    }
  });

  it('names controls that there are', () => {
    const controls =
      readTemplate(path).metadata.annotations[
        'platformops.io/golden-path-controls'
      ].split(/,\s*/);
    for (const named of controls) {
      const [framework, control] = named.split('/');
      const { spec } = parse(
        readFileSync(
          join(
            TEMPLATES,
            `../plugins/scorecards-backend/frameworks/${framework}.yaml`,
          ),
          'utf8',
        ),
      );
      expect(spec.controls.map(({ id }: { id: string }) => id)).toContain(
        control,
      );
    }
  });
});

describe('a newcomer', () => {
  let runner: TemplateRunner;
  beforeAll(async () => {
    runner = await TemplateRunner.start();
  }, 120_000);
  afterAll(async () => {
    await runner?.stop();
  });

  /** What the form fills in by itself. */
  function defaultsOf(path: string): JsonObject {
    return Object.fromEntries(
      stepsOf(path)
        .flatMap(fieldsOf)
        .flatMap(([name, field]) =>
          field.default === undefined ? [] : [[name, field.default]],
        ),
    );
  }

  const NAMED = ['name', 'title', 'description', 'owner'];
  const NAMESPACE = 'deploy/00-namespace.yaml';
  it.each([
    [
      'diagnostic-model-deployment',
      [...NAMED, 'system', 'model', 'dataset'],
      {
        [NAMESPACE]: 'name: chest-triage\n',
        'deploy/50-mesh.yaml': 'chest-triage.example.com',
      },
    ],
    ['serve-model', [...NAMED, 'model'], { [NAMESPACE]: 'chest-triage\n' }],
    ['train-model-pipeline', NAMED, {}],
    [
      'fine-tune-llm',
      [...NAMED, 'dataUri', 'outputUri'],
      { [NAMESPACE]: 'name: support-answers\n' },
    ],
  ])('fills in little of %s', async (path, filled, expected) => {
    const values = Object.fromEntries(
      [...filled, ...PICKED_BY_THEMSELVES]
        .filter(name => VALUES[path][name] !== undefined)
        .map(name => [name, VALUES[path][name]]),
    );
    const made = await runner.dryRun(path, { ...defaultsOf(path), ...values });
    expect(made).toMatchObject({ ok: true });
    const repository = new RenderedRepository(made.ok ? made.files : []);
    for (const [file, text] of Object.entries(expected)) {
      expect(repository.text(file)).toContain(text);
    }
  });
});

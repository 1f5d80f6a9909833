import { contentHash } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { CollectedFactType } from '@platform-ops/backstage-plugin-scorecards-node';
import type {
  CompiledCheck,
  CompiledControl,
  Framework,
  RulebookFile,
} from '@platform-ops/scorecards';

interface FrameworkTraits {
  /** The ids of all types of facts that it reads. */
  facts: ReadonlySet<string>;
  /** It says something else as time goes by. */
  dependsOnTime: boolean;
  /** When controls come into force, in milliseconds. */
  dates: number[];
}

/**
 * The rules in force: frameworks, checks, and what the facts look like that
 * they read.
 */
export class Rules {
  readonly frameworks: readonly Framework[];
  readonly checks: ReadonlyMap<string, CompiledCheck>;
  readonly types: ReadonlyMap<string, CollectedFactType>;
  /** The entity at which controls of the organisation are met. */
  readonly organisation: string | undefined;
  /** What they were read from. */
  readonly files: readonly RulebookFile[];
  /** Changes with anything that could change any verdict. */
  readonly hash: string;
  readonly #byId: Map<string, Framework>;
  readonly #traits: Map<Framework, FrameworkTraits>;

  constructor(options: {
    frameworks: Framework[];
    checks: ReadonlyMap<string, CompiledCheck>;
    types: CollectedFactType[];
    organisation?: string;
    files: readonly RulebookFile[];
  }) {
    this.frameworks = options.frameworks;
    this.checks = options.checks;
    this.types = new Map(options.types.map(type => [type.id, type]));
    this.organisation = options.organisation;
    this.files = options.files;
    this.#byId = new Map(
      options.frameworks.map(framework => [framework.id, framework]),
    );
    this.#traits = new Map(
      options.frameworks.map(framework => [
        framework,
        findTraits(framework, options.checks),
      ]),
    );
    this.hash = contentHash({
      frameworks: options.frameworks.map(({ id, hash }) => [id, hash]),
      types: options.types.map(({ id, fields }) => [id, fields]),
      organisation: options.organisation,
    });
  }

  framework(id: string): Framework | undefined {
    return this.#byId.get(id);
  }

  /** What is worth knowing of a framework before it is evaluated. */
  traitsOf(framework: Framework): FrameworkTraits {
    return this.#traits.get(framework)!;
  }
}

function findTraits(
  framework: Framework,
  checks: ReadonlyMap<string, CompiledCheck>,
): FrameworkTraits {
  const used = [
    ...new Set(framework.controls.flatMap(control => control.checks)),
  ].map(id => checks.get(id)!);
  const expressions = [
    framework.appliesWhen,
    ...framework.controls.map(({ appliesWhen }) => appliesWhen),
  ].filter(expression => expression !== undefined);
  return {
    facts: new Set([
      ...expressions.flatMap(({ facts }) => [...facts]),
      ...used.flatMap(factsOfCheck),
      ...framework.controls.flatMap(factsBoundTo),
    ]),
    dependsOnTime:
      expressions.some(({ usesNow }) => usesNow) ||
      used.some(({ dependsOnTime }) => dependsOnTime),
    dates: [
      ...new Set(
        framework.controls.flatMap(({ definition: { effectiveFrom } }) =>
          effectiveFrom === undefined
            ? []
            : [Date.parse(`${effectiveFrom}T00:00:00Z`)],
        ),
      ),
    ],
  };
}

/** The types of facts that statements of a control are bound to. */
export function factsBoundTo({ definition }: CompiledControl): string[] {
  const paths = definition.attestation?.boundTo ?? [];
  return paths.map(path => path.slice(0, path.lastIndexOf('.')));
}

/** All types of facts that a check reads. */
export function factsOfCheck({ facts, appliesWhen }: CompiledCheck): string[] {
  return [...new Set([...facts, ...(appliesWhen?.facts ?? [])])];
}

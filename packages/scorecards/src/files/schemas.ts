import { z } from 'zod';
import type { Rule } from '../evaluate/combineVerdicts';

const id = z
  .string()
  .regex(
    /^[a-z][a-z0-9.-]{0,79}$/,
    'a lower-case id of letters, digits, dots and dashes, such as tls-version',
  );
const words = (most: number) =>
  z
    .string(`text of at most ${most} characters`)
    .trim()
    .min(1, 'some text')
    .max(most, `text of at most ${most} characters`);
const expression = z
  .string('an expression of at most 4000 characters')
  .trim()
  .min(1, 'an expression')
  .max(4000, 'an expression of at most 4000 characters');
const fieldPath = z
  .string()
  .regex(
    /^[a-z]\w{0,79}\.[a-z]\w{0,79}\.[a-z]\w{0,79}$/i,
    'the path of a field of a fact, such as catalog.aiAct.class',
  );
const url = z.url({
  protocol: /^https$/,
  error: 'an https address',
});
const date = z.iso.date('a date such as 2026-08-02');
const share = z
  .number('a share from 0 to 1')
  .min(0, 'a share from 0 to 1')
  .max(1, 'a share from 0 to 1');
const days = z
  .number('a number of days')
  .int('a whole number of days')
  .min(1, 'at least 1 day')
  .max(3660, 'at most 3660 days');

/**
 * What to do where a check fails.
 *
 * @public
 */
export const fixSchema = z.strictObject(
  {
    text: words(1000),
    url: url.optional(),
    /** Ready to paste into `metadata.annotations`. */
    annotation: words(500).optional(),
  },
  'what to do where it fails, as in { text: Set spec.owner to a group }',
);

/** @public */
export const checkDefinitionSchema = z.strictObject({
  id,
  title: words(120),
  summary: words(1000).optional(),
  /** A rule of this portal that no framework asks for by name. */
  houseRule: z.boolean().default(false),
  /** The systems that its collector was tested on; without one, a person has to confirm it. */
  testedOn: z.array(words(120)).max(20).default([]),
  /** CEL that gives true for entities that it is asked of. */
  appliesWhen: expression.optional(),
  /** Why it does not apply where `appliesWhen` is false. */
  notApplicable: words(300).optional(),
  /** The first that holds decides; none: it fails. */
  tiers: z
    .array(
      z.strictObject({
        verdict: z.enum(['pass', 'warn'], 'pass or warn'),
        when: expression,
      }),
    )
    .min(1, 'at least one tier')
    .max(5, 'at most five tiers'),
  /** What should be, in words. */
  expected: words(300),
  /** What is: text with CEL in braces. */
  actual: words(1000).optional(),
  fix: fixSchema,
});

/** @public */
export type CheckDefinition = z.output<typeof checkDefinitionSchema>;

const ruleSchema: z.ZodType<Rule> = z.lazy(() =>
  z.union(
    [
      id.transform(check => ({ check })),
      z.strictObject({ all: z.array(ruleSchema).min(1).max(50) }),
      z.strictObject({ any: z.array(ruleSchema).min(1).max(50) }),
    ],
    'the id of a check, or all: or any: with a list of rules',
  ),
) as never;

/** @public */
export const SOURCE_KINDS = ['primary', 'secondary', 'unverified'] as const;

/** @public */
export const sourceSchema = z.strictObject({
  /** `unverified`: nobody compared it with the text itself; it never gates. */
  kind: z.enum(SOURCE_KINDS),
  title: words(200),
  url: url.optional(),
});

/** @public */
export const MET_AT = ['organisation', 'cluster', 'system', 'entity'] as const;

/** @public */
export const CONTROL_KINDS = [
  'automatic',
  'hybrid',
  'manual',
  'inherited',
] as const;

/** @public */
export const controlDefinitionSchema = z.strictObject({
  id,
  /** As the framework names it, e.g. `164.312(e)(2)(ii)`. */
  citation: words(80),
  title: words(120),
  /** What it asks, in own words that need no knowledge of the field. */
  summary: words(1500),
  source: sourceSchema.optional(),
  /** Before it, the control is upcoming. */
  effectiveFrom: date.optional(),
  obligation: z.enum(['required', 'addressable']).default('required'),
  weight: z.number().positive().max(100).default(1),
  critical: z.boolean().default(false),
  /** Above where it is met, it is inherited. */
  metAt: z.enum(MET_AT).default('entity'),
  kind: z.enum(CONTROL_KINDS),
  appliesWhen: expression.optional(),
  notApplicable: words(300).optional(),
  /**
   * The control of the same framework that has to be met before `appliesWhen`
   * takes anything out, such as the one that two people say what a system is.
   */
  notApplicableAfter: id.optional(),
  rule: ruleSchema.optional(),
  /** What a person states, and for how long it holds. */
  attestation: z
    .strictObject({
      asks: words(1000),
      validForDays: days,
      /** One person asks for it with a reason, and another one approves it. */
      fourEyes: z.boolean('true or false').default(false),
      /**
       * Fields of facts, e.g. `catalog.aiAct.class`. Once one of them says
       * something else than when it was stated, the statement does not count.
       */
      boundTo: z.array(fieldPath).max(10).default([]),
    })
    .optional(),
});

/** @public */
export type ControlDefinition = z.output<typeof controlDefinitionSchema>;

/** @public */
export const frameworkSpecSchema = z.strictObject({
  version: words(40),
  /** What is in it and what is out of it; shown wherever it is. */
  scope: words(1000),
  source: sourceSchema,
  /** Only its controls are listed and mapped; it is no assessment. */
  mappingOnly: z.boolean().default(false),
  /** Voluntary frameworks speak of coverage. */
  voluntary: z.boolean().default(false),
  appliesTo: z.strictObject({
    kinds: z.array(words(63)).min(1).max(20),
    when: expression.optional(),
  }),
  levels: z
    .array(
      z.strictObject({
        id,
        title: words(40),
        minimumScore: share,
      }),
    )
    .min(1)
    .max(6),
  caps: z
    .strictObject({ critical: id.optional(), exempt: id.optional() })
    .default({}),
  controls: z.array(controlDefinitionSchema).min(1).max(500),
});

/** @public */
export type FrameworkSpec = z.output<typeof frameworkSpecSchema>;

/** @public */
export const metadataSchema = z.strictObject({
  name: id,
  title: words(120),
  description: words(2000).optional(),
});

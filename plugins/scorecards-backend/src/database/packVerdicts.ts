import type { Verdict } from '@platform-ops/scorecards';
import { Numbering } from './Numbering';

const LETTERS: Record<Verdict, string> = {
  pass: 'p',
  fail: 'f',
  warn: 'w',
  error: 'x',
  'not-applicable': '-',
  'not-evaluated': 'n',
  exempt: 'e',
  attested: 'a',
  inherited: 'i',
};
const VERDICTS = new Map(
  Object.entries(LETTERS).map(([verdict, letter]) => [
    letter,
    verdict as Verdict,
  ]),
);
/** A control that is not asked there. */
const NOT_ASKED = '.';

/** What a control says of an entity, and since when. */
export interface KnownVerdict {
  verdict: Verdict;
  underlying?: Verdict;
  reason?: string;
  isUpcoming: boolean;
  since: Date;
  /** What counted of what people decided and stated. */
  decisionId?: string;
  attestationId?: string;
}

interface Packed {
  /** A letter for each control. */
  verdicts: string;
  /** Likewise, of what would be but for decisions; missing where there are none. */
  underlying?: string;
  /** Positions of those that are not in force yet. */
  upcoming?: number[];
  /** Each time once, in milliseconds, and which one is whose. */
  times: number[];
  since: number[];
  reasons: string[];
  reason: number[];
  /** By position; missing where there are none. */
  decisions?: Record<number, string>;
  attestations?: Record<number, string>;
}

/** One letter for each control, in the order of the framework. */
export function verdictLetters(
  verdicts: Array<{ verdict: Verdict } | undefined>,
): string {
  return verdicts
    .map(known => (known ? LETTERS[known.verdict] : NOT_ASKED))
    .join('');
}

/** @returns undefined for a control that was not asked. */
export function readLetter(letter: string | undefined): Verdict | undefined {
  return letter === undefined ? undefined : VERDICTS.get(letter);
}

/**
 * Many entities have the same few reasons and times; so all that a framework
 * says of one takes little more than a letter for each control.
 */
export function packVerdicts(
  verdicts: Array<KnownVerdict | undefined>,
): string {
  const times = new Numbering<number>();
  const reasons = new Numbering<string>();
  const upcoming = [...verdicts.keys()].filter(
    position => verdicts[position]?.isUpcoming,
  );
  const packed: Packed = {
    verdicts: verdictLetters(verdicts),
    ...(verdicts.some(known => known?.underlying) && {
      underlying: verdictLetters(
        verdicts.map(
          known => known?.underlying && { verdict: known.underlying },
        ),
      ),
    }),
    ...(upcoming.length > 0 && { upcoming }),
    since: verdicts.map(known =>
      known ? times.numberOf(known.since.getTime()) : -1,
    ),
    times: times.all,
    reason: verdicts.map(known =>
      known?.reason === undefined ? -1 : reasons.numberOf(known.reason),
    ),
    reasons: reasons.all,
    ...packIds('decisions', verdicts, known => known.decisionId),
    ...packIds('attestations', verdicts, known => known.attestationId),
  };
  return JSON.stringify(packed);
}

/** What packed verdicts begin with, and how much of them has all letters. */
const LETTERS_BEGIN = '{"verdicts":"';
export const LETTERS_WITHIN = LETTERS_BEGIN.length + 501;

/** The letters alone, from the beginning of packed verdicts. */
export function unpackLetters(beginning: string): string {
  return beginning.slice(
    LETTERS_BEGIN.length,
    beginning.indexOf('"', LETTERS_BEGIN.length),
  );
}

export function unpackVerdicts(text: string): Array<KnownVerdict | undefined> {
  const packed: Packed = JSON.parse(text);
  const upcoming = new Set(packed.upcoming);
  return [...packed.verdicts].map((letter, position) => {
    const verdict = readLetter(letter);
    const underlying = readLetter(packed.underlying?.[position]);
    const reason = packed.reasons[packed.reason[position]];
    const decisionId = packed.decisions?.[position];
    const attestationId = packed.attestations?.[position];
    return (
      verdict && {
        verdict,
        ...(underlying && { underlying }),
        ...(reason !== undefined && { reason }),
        isUpcoming: upcoming.has(position),
        since: new Date(packed.times[packed.since[position]]),
        ...(decisionId && { decisionId }),
        ...(attestationId && { attestationId }),
      }
    );
  });
}

function packIds(
  name: 'decisions' | 'attestations',
  verdicts: Array<KnownVerdict | undefined>,
  idOf: (known: KnownVerdict) => string | undefined,
): Pick<Packed, typeof name> {
  const ids = verdicts.flatMap((known, position) => {
    const id = known && idOf(known);
    return id === undefined ? [] : [[position, id] as const];
  });
  return ids.length > 0 ? { [name]: Object.fromEntries(ids) } : {};
}

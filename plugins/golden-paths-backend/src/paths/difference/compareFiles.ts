import { createHash } from 'node:crypto';
import {
  PATH_FILE,
  type FileChange,
} from '@platform-ops/backstage-plugin-golden-paths-common';
import { readText } from '../../repositories/readText';
import { EventLoopBreaks } from '../EventLoopBreaks';
import type { MadeFile } from '../preview/DryRun';
import { writePatch } from './writePatch';

/** Of both sides together; what comes after is told without its lines. */
const MOST_CHARACTERS = 5_000_000;
/** Of a file; less where many files changed, or everybody else would wait. */
const MOST_EDITS = { few: 500, many: 50 };
const FEW = 100;

/**
 * What would change in a repository.
 *
 * @param options - `made` is what the newest version makes, `there` what there
 *   is of it and of what is `recorded`: digests of what the path wrote then,
 *   where they are known.
 */
export async function compareFiles(options: {
  made: MadeFile[];
  there: ReadonlyMap<string, Buffer>;
  recorded?: Readonly<Record<string, string>>;
}): Promise<FileChange[]> {
  const { made, there, recorded } = options;
  const young = new Map(made.map(({ path, content }) => [path, content]));
  const paths = new Set([...young.keys(), ...Object.keys(recorded ?? {})]);
  const breaks = new EventLoopBreaks();
  const changes: FileChange[] = [];
  let characters = 0;
  for (const path of [...paths].sort()) {
    const [before, after] = [there.get(path), young.get(path)];
    const change = compareFile(path, {
      before,
      after,
      recorded: recorded && (recorded[path] ?? ''),
    });
    if (change) {
      characters += (before?.length ?? 0) + (after?.length ?? 0);
      changes.push(
        characters <= MOST_CHARACTERS
          ? withLines(change, {
              before,
              after,
              mostEdits:
                changes.length < FEW ? MOST_EDITS.few : MOST_EDITS.many,
            })
          : change,
      );
    }
    await breaks.offer();
  }
  return changes;
}

function compareFile(
  path: string,
  files: {
    before: Buffer | undefined;
    after: Buffer | undefined;
    /** Empty where the path did not write it, undefined where nobody knows. */
    recorded: string | undefined;
  },
): FileChange | undefined {
  const { before, after, recorded } = files;
  if (!before && !after) {
    return undefined;
  }
  if (before && after?.equals(before)) {
    return undefined;
  }
  // The path writes it as it did then: what differs is what people did to it.
  if (recorded && after && digestOf(after) === recorded) {
    return undefined;
  }
  const isEdited =
    before && recorded !== undefined && path !== PATH_FILE
      ? digestOf(before) !== recorded
      : undefined;
  return {
    path,
    change: changeOf(before, after),
    patch: '',
    ...(isEdited !== undefined && { isEdited }),
  };
}

function withLines(
  change: FileChange,
  files: {
    before: Buffer | undefined;
    after: Buffer | undefined;
    mostEdits: number;
  },
): FileChange {
  const { before, after, mostEdits } = files;
  const [old, young] = [before && readText(before), after && readText(after)];
  const isText =
    (!before || old !== undefined) && (!after || young !== undefined);
  return {
    ...change,
    ...(old !== undefined && { before: old }),
    ...(young !== undefined && { after: young }),
    patch: (isText && writePatch(change.path, old, young, mostEdits)) || '',
  };
}

function changeOf(
  before: Buffer | undefined,
  after: Buffer | undefined,
): FileChange['change'] {
  if (!before) {
    return 'added';
  }
  return after ? 'changed' : 'removed';
}

function digestOf(content: Buffer): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

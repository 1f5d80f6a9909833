import {
  createTwoFilesPatch,
  FILE_HEADERS_ONLY,
  formatPatch,
  type StructuredPatch,
} from 'diff';

const NOTHING = '/dev/null';
const MOST_CHARACTERS = 250_000;
const NO_NEWLINE = '\\ No newline at end of file';

/**
 * The difference of a file as `git apply` takes it; a side that is undefined is
 * not there. Undefined where it is too large to tell.
 *
 * @param mostEdits - What takes more is told as one whole: the time that a line
 *   by line difference takes grows with the square of it.
 */
export function writePatch(
  path: string,
  before: string | undefined,
  after: string | undefined,
  mostEdits: number,
): string | undefined {
  const [old = '', young = ''] = [before, after];
  if (old.length + young.length > MOST_CHARACTERS) {
    return undefined;
  }
  const oldName = before === undefined ? NOTHING : `a/${path}`;
  const newName = after === undefined ? NOTHING : `b/${path}`;
  return (
    createTwoFilesPatch(oldName, newName, old, young, undefined, undefined, {
      maxEditLength: mostEdits,
      headerOptions: FILE_HEADERS_ONLY,
    }) ??
    formatPatch(replaceAll(oldName, newName, old, young), FILE_HEADERS_ONLY)
  );
}

function replaceAll(
  oldFileName: string,
  newFileName: string,
  old: string,
  young: string,
): StructuredPatch {
  const [gone, come] = [linesOf(old, '-'), linesOf(young, '+')];
  return {
    oldFileName,
    newFileName,
    oldHeader: undefined,
    newHeader: undefined,
    hunks: [
      {
        oldStart: 1,
        oldLines: gone.count,
        newStart: 1,
        newLines: come.count,
        lines: [...gone.lines, ...come.lines],
      },
    ],
  };
}

function linesOf(text: string, sign: string) {
  const lines = text.split('\n');
  const endsWhole = lines.at(-1) === '';
  const signed = (endsWhole ? lines.slice(0, -1) : lines).map(
    line => `${sign}${line}`,
  );
  return {
    count: signed.length,
    lines: endsWhole ? signed : [...signed, NO_NEWLINE],
  };
}

import type { Preview } from '@platform-ops/backstage-plugin-golden-paths-common';
import { oneLine } from '@platform-ops/backstage-plugin-platform-ops-node';
import { readText } from '../../repositories/readText';
import type { DryRun } from './DryRun';

/** All texts together; what comes after is shown without its text. */
const MOST_BYTES_OF_TEXT = 5_000_000;
const MOST_LINES = 1_000;
const MOST_CHARACTERS_OF_LINE = 2_000;
/** Of what a template prints to a terminal. */
// eslint-disable-next-line no-control-regex
const COLOURS = /\u001b\[[0-9;]*m/g;
/** How the scaffolder says that an action is left out of dry runs alone. */
const NOT_DRY = /does not support dry-run/;

/** What is shown of a dry run. */
export function toPreview({ files, steps, log, output }: DryRun): Preview {
  const skipped = new Set(
    log
      .filter(
        ({ status, message }) => status === 'skipped' && !NOT_DRY.test(message),
      )
      .map(({ stepId }) => stepId),
  );
  let bytes = 0;
  return {
    files: files.map(({ path, executable, content }) => {
      bytes += content.length;
      const text = bytes <= MOST_BYTES_OF_TEXT ? readText(content) : undefined;
      return {
        path,
        size: content.length,
        executable,
        ...(text !== undefined && { text }),
      };
    }),
    steps: steps.map(({ id, name, action }) => ({
      id,
      name,
      action,
      status: skipped.has(id) ? 'skipped' : 'run',
    })),
    log: log
      .slice(0, MOST_LINES)
      .map(({ message }) =>
        oneLine(message.replace(COLOURS, ''), MOST_CHARACTERS_OF_LINE),
      ),
    output: output as Preview['output'],
  };
}

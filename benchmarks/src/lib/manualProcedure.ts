import { readFileSync } from 'node:fs';

/** A step of doing it by hand. */
export interface ManualStep {
  step: string;
  /** The file that does it, with the path. */
  file?: string;
  /** The step of the template that does it. */
  templateStep?: string;
}

const ROW = /^\| (?<step>.+?) \| (?<withPath>.+?) \|$/;
const HEADER = /^(By hand|---)$/;
const REMAINS = /^\*\*remains\*\*$/;
const FILE = /^`(?<file>[^`]+)`$/;
const TEMPLATE_STEP = /^step `(?<id>[^`]+)`$/;

/**
 * Reads the tables of docs/manual-procedure.md.
 *
 * @param name - what stands for `${{ name }}`
 */
export function readManualProcedure(file: string, name: string): ManualStep[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, index) => {
      const groups = ROW.exec(line)?.groups;
      if (!groups || HEADER.test(groups.step)) {
        return [];
      }
      const { step, withPath } = groups;
      if (REMAINS.test(withPath)) {
        return [{ step }];
      }
      const doneBy = FILE.exec(withPath)?.groups?.file;
      const templateStep = TEMPLATE_STEP.exec(withPath)?.groups?.id;
      if (!doneBy && !templateStep) {
        throw new Error(
          `${file}:${
            index + 1
          }: found '${withPath}', allowed is **remains**, a file such as \`mkdocs.yml\`, or step \`register\``,
        );
      }
      return [
        { step, file: doneBy?.replace('${{ name }}', name), templateStep },
      ];
    });
}

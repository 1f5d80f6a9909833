import fs from 'node:fs';
import path from 'node:path';

/** What a README asks people to do. */
export interface Readme {
  /** Packages to add, by the package that they are added to. */
  packages: { app: string[]; backend: string[] };
  /** Code blocks by the file that their first line names. */
  files: Record<string, string>;
}

export function readReadme(directory: string): Readme {
  const text = fs.readFileSync(path.join(directory, 'README.md'), 'utf8');
  const added = (target: string) =>
    [...text.matchAll(/^yarn --cwd packages\/(\w+) add (.+)$/gm)].flatMap(
      ([, to, names]) => (to === target ? names.split(' ') : []),
    );
  const blocks = text.matchAll(/^```\w+\n(?:\/\/|#) (\S+)\n([^]*?)^```$/gm);
  return {
    packages: { app: added('app'), backend: added('backend') },
    files: Object.fromEntries(
      [...blocks].map(([, file, content]) => [file, content]),
    ),
  };
}

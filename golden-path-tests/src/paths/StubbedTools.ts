import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a pipeline calls, and what would reach out of this machine. */
const CALLED = [
  'apt-get',
  'argocd',
  'cosign',
  'cyclonedx-py',
  'go',
  'kubectl',
  'npx',
  'pip',
  // gitlab-ci-local copies the repository for containers, which none uses.
  'rsync',
];

/**
 * Programs for a pipeline that runs here: those that would install or change
 * something write down how they were called, and do nothing.
 */
export class StubbedTools {
  readonly directory: string;
  readonly #log: string;

  /** @param options - `python` has what the generated tests need. */
  constructor(options: { directory: string; python: string }) {
    this.directory = join(options.directory, 'bin');
    this.#log = join(options.directory, 'called');
    mkdirSync(this.directory, { recursive: true });
    writeFileSync(this.#log, '');
    for (const name of CALLED) {
      this.#write(name, this.#record(name));
    }
    this.#write(
      'python3',
      `case "$1 $2" in
"-m pip") ${this.#record('pip')} ;;
"-m venv")
  mkdir -p "$3/bin"
  : > "$3/bin/activate"
  for name in pip python; do
    printf '#!/bin/sh\\necho "venv/%s $*" >> "%s"\\n' "$name" "${
      this.#log
    }" > "$3/bin/$name"
    chmod +x "$3/bin/$name"
  done
  ;;
*) exec "${options.python}" "$@" ;;
esac`,
    );
  }

  /** How each was called, in turn. */
  get called(): string[] {
    return readFileSync(this.#log, 'utf8').split('\n').filter(Boolean);
  }

  #record(name: string): string {
    return `echo "${name} $*" >> "${this.#log}"`;
  }

  #write(name: string, script: string): void {
    const file = join(this.directory, name);
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
  }
}

// Bundles the command with all that it needs into one file, and the licences of what is in it into another.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const packageRoot = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const dist = path.join(packageRoot, 'dist');
const { version } = JSON.parse(
  fs.readFileSync(path.join(packageRoot, 'package.json'), 'utf8'),
);

fs.rmSync(dist, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: packageRoot,
  entryPoints: ['src/platform-ops.ts'],
  outfile: 'dist/platform-ops.cjs',
  bundle: true,
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  legalComments: 'none',
  define: { PLATFORM_OPS_CLI_VERSION: JSON.stringify(version) },
  metafile: true,
  logLevel: 'warning',
});
fs.chmodSync(path.join(dist, 'platform-ops.cjs'), 0o755);
fs.writeFileSync(
  path.join(dist, 'THIRD-PARTY-LICENSES.txt'),
  [...licensesOf(metafile)].sort().join('\n'),
);

/** The text of the licence of each package that is not of this repository. */
function licensesOf({ inputs }) {
  const folders = new Set(
    Object.keys(inputs).flatMap(
      input =>
        input.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/)?.[0] ?? [],
    ),
  );
  return [...folders].map(folder => {
    const directory = path.join(packageRoot, folder);
    const { name, version: bundled } = JSON.parse(
      fs.readFileSync(path.join(directory, 'package.json'), 'utf8'),
    );
    const file = fs
      .readdirSync(directory)
      .find(candidate => /^licen[cs]e/i.test(candidate));
    if (!file) {
      throw new Error(`${name} has no licence to pass on`);
    }
    const text = fs.readFileSync(path.join(directory, file), 'utf8');
    return `${name} ${bundled}\n\n${text}\n`;
  });
}

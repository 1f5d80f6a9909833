// ./portal bench <name> [options]: runs benchmarks/src/<name>.ts and passes the options on.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { nodeTransform, root } from './lib/paths.mjs';

const sources = path.join(root, 'benchmarks/src');
const names = fs
  .readdirSync(sources)
  .filter(file => /^[a-z][a-z0-9-]*\.ts$/.test(file) && file !== 'index.ts')
  .map(file => file.replace(/\.ts$/, ''));

const [name, ...options] = process.argv.slice(2);
if (!names.includes(name)) {
  const found = name ? `There is no benchmark called '${name}'. ` : '';
  process.stderr.write(
    `${found}Usage: ./portal bench <name> [options]\nBenchmarks: ${
      names.join(', ') || 'none yet'
    }\n`,
  );
  process.exit(1);
}

const child = spawn(
  process.execPath,
  [
    '--enable-source-maps',
    '--expose-gc',
    '--require',
    nodeTransform,
    path.join(sources, `${name}.ts`),
    ...options,
  ],
  { stdio: 'inherit', cwd: process.env.INIT_CWD ?? root },
);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => child.kill(signal));
}
child.once('exit', (code, signal) => {
  process.exitCode = signal ? 1 : code;
});

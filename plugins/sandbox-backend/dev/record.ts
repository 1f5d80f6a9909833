import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startMlflow } from '@platform-ops/test-servers';
import { runConformance } from '../src/mlflow/conformance/runConformance';

async function record() {
  const server = await startMlflow();
  try {
    const answers = await runConformance({ url: server.url });
    writeFileSync(
      join(__dirname, '../src/mlflow/__fixtures__/answers.json'),
      `${JSON.stringify(answers, null, 2)}\n`,
    );
    process.stdout.write(
      `${answers.length} answers recorded. Format them with 'yarn prettier --write'.\n`,
    );
  } finally {
    await server.stop();
  }
}

record();

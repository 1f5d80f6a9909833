// ./portal api-reports: writes report.api.md, the exported API for review, of every -common and -node plugin package.
// With --check nothing is written, and a report that is not up to date is a failure.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {
  CompilerState,
  Extractor,
  ExtractorConfig,
} from '@microsoft/api-extractor';
import { binDirectory, root, stateDirectory } from './lib/paths.mjs';

const check = process.argv.includes('--check');
const workDirectory = path.join(stateDirectory, 'api-reports');
const declarations = path.join(workDirectory, 'types/plugins');
const names = fs
  .readdirSync(path.join(root, 'plugins'))
  .filter(name => /-(common|node)$/.test(name));

function entryPoint(name) {
  return path.join(declarations, name, 'src/index.d.ts');
}

function prepare(name) {
  const projectFolder = path.join(root, 'plugins', name);
  const reportTempFolder = path.join(workDirectory, name);
  fs.mkdirSync(reportTempFolder, { recursive: true });
  const shown = { default: { logLevel: 'warning' } };
  return ExtractorConfig.prepare({
    packageJsonFullPath: path.join(projectFolder, 'package.json'),
    configObject: {
      projectFolder,
      mainEntryPointFilePath: entryPoint(name),
      compiler: {
        overrideTsconfig: {
          extends: path.join(root, 'tsconfig.json'),
          files: names.map(entryPoint),
          include: [],
        },
      },
      apiReport: {
        enabled: true,
        reportFileName: 'report.api.md',
        reportFolder: projectFolder,
        reportTempFolder,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      newlineKind: 'lf',
      messages: {
        // tsc has told them.
        compilerMessageReporting: { default: { logLevel: 'none' } },
        extractorMessageReporting: {
          ...shown,
          // The report marks what is undocumented; a field's name often says it all.
          'ae-undocumented': { logLevel: 'none' },
          // Our packages find each other's sources.
          'ae-wrong-input-file-type': { logLevel: 'none' },
        },
        tsdocMessageReporting: shown,
      },
    },
  });
}

/** Returns sentences about what is wrong with the package's API or its report. */
function report(name, compilerState) {
  const problems = [];
  const { apiReportChanged } = Extractor.invoke(prepare(name), {
    localBuild: !check,
    compilerState,
    messageCallback: message => {
      message.handled = true;
      if (message.logLevel === 'warning' && message.sourceFilePath) {
        const place = path.relative(declarations, message.sourceFilePath);
        problems.push(
          `${place}:${message.sourceFileLine}: ${message.text} (${message.messageId})`,
        );
      }
    },
  });
  if (apiReportChanged) {
    const file = `plugins/${name}/report.api.md`;
    if (check) {
      problems.push(
        `${file} is not up to date. Run ./portal api-reports and look at what changed.`,
      );
    } else {
      process.stdout.write(`Wrote ${file}\n`);
    }
  }
  return problems;
}

/**
 * Only these packages, and never incrementally: the order of what TypeScript infers depends on what else
 * it compiled, and when.
 */
function writeDeclarations() {
  fs.rmSync(workDirectory, { recursive: true, force: true });
  fs.mkdirSync(workDirectory, { recursive: true });
  const project = path.join(workDirectory, 'tsconfig.json');
  const config = {
    extends: path.join(root, 'tsconfig.json'),
    files: names.map(name => path.join(root, 'plugins', name, 'src/index.ts')),
    include: [],
    compilerOptions: {
      incremental: false,
      emitDeclarationOnly: true,
      rootDir: root,
      outDir: path.join(workDirectory, 'types'),
    },
  };
  fs.writeFileSync(project, JSON.stringify(config));
  const { status } = spawnSync(
    path.join(binDirectory, 'tsc'),
    ['--project', project],
    { cwd: root, stdio: 'inherit' },
  );
  return status === 0;
}

if (!writeDeclarations()) {
  process.exit(1);
}
const state = CompilerState.create(prepare(names[0]), {
  additionalEntryPoints: names.map(entryPoint),
});
const problems = names.flatMap(name => report(name, state));
process.stderr.write(problems.map(problem => `${problem}\n`).join(''));
process.exitCode = problems.length > 0 ? 1 : 0;

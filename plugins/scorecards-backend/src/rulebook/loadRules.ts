import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { CollectedFactType } from '@platform-ops/backstage-plugin-scorecards-node';
import {
  readRulebook,
  type RulebookFile,
  type RulebookReading,
} from '@platform-ops/scorecards';
import type { ScorecardsConfig } from '../config';
import { Rules } from './Rules';

const MOST_TOLD = 20;
/** What is left out on purpose needs no more. */
const MOST_LOGGED = 3;

/**
 * Reads the frameworks that are built in and those of the company.
 *
 * @throws InputError where a file of the company has a problem. What is built
 *   in may need facts that nobody collects, and is not evaluated then.
 */
export async function loadRules(options: {
  folder: string;
  config: ScorecardsConfig;
  types: CollectedFactType[];
  logger: LoggerService;
}): Promise<Rules> {
  const { config, types, logger } = options;
  const builtIn = await readFolder(options.folder);
  const own = await Promise.all(config.files.map(readOwnFile));
  const files = [...builtIn, ...own];
  const { rulebook, problems } = readRulebook(files, types);
  refuse(problems.filter(({ file }) => config.files.includes(file)));
  for (const { name } of builtIn) {
    const found = problems.filter(({ file }) => file === name);
    if (found.length > 0) {
      logger.info(
        `Some of what is built in is left out, as a rule because the module of a collector is of another version: ${tell(
          found,
          MOST_LOGGED,
        ).join('; ')}`,
      );
    }
  }
  for (const id of config.disabled) {
    if (!rulebook.frameworks.some(framework => framework.id === id)) {
      logger.warn(
        `scorecards.frameworks.disabled: there is no framework '${id}'`,
      );
    }
  }
  return new Rules({
    frameworks: rulebook.frameworks.filter(
      ({ id }) => !config.disabled.includes(id),
    ),
    checks: rulebook.checks,
    types,
    organisation: config.organisation,
    files,
  });
}

async function readFolder(folder: string): Promise<RulebookFile[]> {
  const names = (await readdir(folder)).filter(name => name.endsWith('.yaml'));
  return Promise.all(
    names.sort().map(async name => ({
      name: `${basename(folder)}/${name}`,
      text: await readFile(join(folder, name), 'utf8'),
      mayLackCollectors: true,
    })),
  );
}

async function readOwnFile(
  path: string,
  position: number,
): Promise<RulebookFile> {
  try {
    return { name: path, text: await readFile(path, 'utf8') };
  } catch (error) {
    throw new InputError(
      `scorecards.files[${position}]: found '${path}', which cannot be read (${
        (error as NodeJS.ErrnoException).code
      }); allowed are paths of files, from ${process.cwd()}`,
    );
  }
}

function refuse(problems: RulebookReading['problems']): void {
  if (problems.length > 0) {
    throw new InputError(
      `scorecards.files: ${problems.length} problem${
        problems.length === 1 ? '' : 's'
      }:\n${tell(problems, MOST_TOLD).join('\n')}`,
    );
  }
}

function tell(problems: RulebookReading['problems'], most: number): string[] {
  const told = problems
    .slice(0, most)
    .map(
      ({ file, line, message }) =>
        `${file}${line === undefined ? '' : `:${line}`} ${message}`,
    );
  const more = problems.length - told.length;
  return more > 0 ? [...told, `and ${more} more`] : told;
}

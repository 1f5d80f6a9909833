/*
 * A process that publishes to a repository as a replica of the portal does, and
 * dies when it is told to. What it is told stands in PUBLISHING.
 */
import Knex from 'knex';
import { ConfigReader } from '@backstage/config';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  publishCommitSchema,
  type PublishCommit,
} from '@platform-ops/backstage-plugin-golden-paths-common';
import { RepositoryUrls } from '@platform-ops/backstage-plugin-golden-paths-node';
import { durableFiles } from '../durableFiles';
import { RepositoryFolders } from '../RepositoryFolders';
import { RepositoryPublisher } from '../RepositoryPublisher';
import { RepositoryStore } from '../RepositoryStore';

export interface Publishing {
  connection: object;
  directory: string;
  name: string;
  requests: PublishCommit[];
  /** Before which file, or which statement of SQL, and the how manieth of those. */
  diesBefore?: { writes?: string; sends?: string; nth: number };
}

const { connection, directory, name, requests, diesBefore }: Publishing =
  JSON.parse(process.env.PUBLISHING!);
let count = 0;

/** As if it came from outside: nothing is tidied up. */
function reach(start: string | undefined, what: string): void {
  if (start !== undefined && what.includes(start)) {
    count += 1;
    if (count === diesBefore!.nth) {
      process.kill(process.pid, 'SIGKILL');
    }
  }
}

const knex = Knex({ client: 'pg', connection, pool: { min: 0, max: 4 } });
knex.on('query', ({ sql }: { sql: string }) => reach(diesBefore?.sends, sql));
const { writeFile } = durableFiles.promises;
durableFiles.promises.writeFile = async (path, content) => {
  reach(diesBefore?.writes, String(path));
  await writeFile(path, content);
};

const config = new ConfigReader({
  backend: { baseUrl: 'https://portal.example.com' },
  goldenPaths: { repositories: { directory } },
});
const publisher = new RepositoryPublisher({
  auth: mockServices.auth(),
  folders: RepositoryFolders.fromConfig(config),
  logger: mockServices.rootLogger({ level: 'warn' }),
  store: new RepositoryStore(knex),
  urls: RepositoryUrls.fromConfig(config),
  userInfo: mockServices.userInfo(),
});

async function main() {
  for (const request of requests) {
    await publisher.publish(
      name,
      publishCommitSchema.parse(request),
      mockCredentials.user(),
    );
  }
  await knex.destroy();
}

main().catch(error => {
  process.stderr.write(String(error));
  process.exit(1);
});

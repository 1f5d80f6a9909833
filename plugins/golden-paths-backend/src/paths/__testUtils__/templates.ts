import type { Entity } from '@backstage/catalog-model';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';

/** A path of three files, one of them from a shared piece. */
export function greetingTemplate(version: string): string {
  return `apiVersion: scaffolder.backstage.io/v1beta3
kind: Template
metadata:
  name: greeting
  title: Greeting
  description: Greets
  annotations:
    platformops.io/golden-path-version: '${version}'
    platformops.io/golden-path-minutes: '5'
    platformops.io/golden-path-controls: secure-delivery/reviews, hipaa-security/audit
spec:
  type: service
  parameters:
    - required: [name, owner]
      properties:
        name: { type: string, pattern: '^[a-z]+(-[a-z]+)*$' }
        owner: { type: string }
        password: { type: string, maxLength: 3, 'ui:field': Secret }
    - required: [publishTo]
      properties:
        publishTo: { type: string, enum: [portal, github] }
      dependencies:
        publishTo:
          oneOf:
            - properties: { publishTo: { enum: [portal] } }
            - required: [repoUrl]
              properties: { publishTo: { enum: [github] }, repoUrl: { type: string } }
  steps:
    - id: record
      name: Write down the path
      action: golden-path:record
      input:
        parameters: \${{ parameters }}
    - id: own
      name: Render
      action: fetch:template
      input:
        url: ./skeleton
        templateFileExtension: .njk
        values: &values
          name: \${{ parameters.name }}
    - id: shared
      name: Share
      action: golden-path:fetch-shared
      input:
        values: *values
        pieces: [licence]
    - id: wait
      name: Wait
      action: debug:wait
      if: \${{ parameters.publishTo === 'github' }}
      input: { seconds: 0 }
    - id: written
      name: Write down the files
      action: golden-path:record
      input:
        parameters: \${{ parameters }}
        files: true
    - id: publish
      name: Publish
      action: publish:local-git
      input:
        name: \${{ parameters.name }}
        owner: \${{ parameters.owner }}
    - id: late
      name: Render what is not published
      action: fetch:template
      input:
        url: ./late
        templateFileExtension: .njk
        values:
          token: \${{ secrets.backstageToken }}
  output:
    links:
      - title: Repository
        url: \${{ steps.publish.output.remoteUrl }}
`;
}

/** What a folder of templates holds, by path. */
export function greetingFiles(version: string): Record<string, string> {
  return {
    'greeting/template.yaml': greetingTemplate(version),
    'greeting/skeleton/hello.txt.njk': `Hello \${{ values.name }}\nThis is ${version}\n`,
    'greeting/skeleton/same.txt': 'As it is\n',
    'greeting/skeleton/workflow.yaml': 'run: ${{ github.token }}\n',
    'greeting/late/token.txt.njk': 'token ${{ values.token }}\n',
    'shared/licence/LICENCE.md.njk': 'Licence of ${{ values.name }}\n',
    'secret.txt': 'not of any template\n',
  };
}

export async function writeFiles(
  folder: string,
  files: Record<string, string>,
): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

/** As the catalog has it, of a location and what registered that. */
export function templateAt(
  text: string,
  location: string,
  origin: string = location,
): Entity {
  const entity = parse(text) as Entity;
  return annotate(entity, {
    'backstage.io/managed-by-location': location,
    'backstage.io/managed-by-origin-location': origin,
  });
}

export function annotate(
  entity: Entity,
  annotations: Record<string, string>,
): Entity {
  return {
    ...entity,
    metadata: {
      namespace: 'default',
      ...entity.metadata,
      annotations: { ...entity.metadata.annotations, ...annotations },
    },
  };
}

/** An entity that a path made, or says so. */
export function madeBy(
  name: string,
  annotation: string,
  more: Record<string, string> = {},
): Entity {
  return annotate(
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name, title: name.toLocaleUpperCase('en-US') },
      relations: [{ type: 'ownedBy', targetRef: 'group:default/radiology' }],
    },
    { 'platformops.io/golden-path': annotation, ...more },
  );
}

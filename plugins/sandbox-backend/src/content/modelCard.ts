import type { ModelSeed } from './ModelSeed';

function bullets(items: string[]): string[] {
  return items.map(item => `- ${item}`);
}

function table(header: string, rows: string[][]): string[] {
  const columns = header.split('|').map(column => column.trim());
  return [
    `| ${columns.join(' | ')} |`,
    `| ${columns.map(() => '---').join(' | ')} |`,
    ...rows.map(row => `| ${row.join(' | ')} |`),
  ];
}

function thousands(count: number): string {
  return count.toLocaleString('en-US');
}

/**
 * The description of a model: its card in Markdown, or what there is instead.
 */
export function modelCard(seed: ModelSeed): string | undefined {
  const { card } = seed;
  if (!card) {
    return seed.description;
  }
  const subgroups = card.subgroups
    ? [
        '',
        '### By subgroup',
        '',
        ...table(card.subgroups.header, card.subgroups.rows),
      ]
    : [];
  const base = seed.baseModels?.length
    ? ['', `Base model: ${seed.baseModels.map(id => `\`${id}\``).join(', ')}.`]
    : [];
  return [
    `# ${card.title}`,
    '',
    card.purpose,
    ...base,
    '',
    '## Intended use',
    '',
    seed.intendedUse,
    '',
    '**Not intended for**',
    '',
    ...bullets(card.outOfScope),
    '',
    '## Training data',
    '',
    card.training,
    '',
    ...table(
      'Split | Dataset | Examples',
      seed.datasets.map(({ context, name, rows }) => [
        context,
        `\`${name}\``,
        thousands(rows),
      ]),
    ),
    '',
    '## Evaluation',
    '',
    card.evaluation,
    ...subgroups,
    '',
    '## Limitations',
    '',
    seed.limitations,
    '',
    '## Considerations',
    '',
    ...bullets(card.considerations),
    '',
    '## How to use it',
    '',
    '```python',
    'import mlflow',
    '',
    `model = mlflow.pyfunc.load_model("models:/${seed.name}@champion")`,
    'model.predict(batch)',
    '```',
    '',
    '_Simulated: this card belongs to the sandbox and describes no real model._',
    '',
  ].join('\n');
}

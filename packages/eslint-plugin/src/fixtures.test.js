const fs = require('node:fs');
const path = require('node:path');
const { ESLint } = require('eslint');
const plugin = require('./index');

const repository = path.resolve(__dirname, '../../..');
const root = path.resolve(__dirname, '../__tests__/fixtures');
const files = fs
  .readdirSync(root, { recursive: true })
  .filter(file => file.endsWith('.ts'));

function createLinter(rules) {
  return new ESLint({
    cwd: root,
    useEslintrc: false,
    plugins: { '@platform-ops': plugin },
    overrideConfig: {
      parser: require.resolve('@typescript-eslint/parser'),
      parserOptions: { ecmaVersion: 2022, sourceType: 'module' },
      plugins: ['@platform-ops'],
      rules,
    },
  });
}

async function lint(rules, file) {
  const [result] = await createLinter(rules).lintFiles([file]);
  return result.messages.map(message => message.message);
}

describe('fixtures', () => {
  it.each(files)('%s fails with the rule, and only with it', async file => {
    const [, expected] = fs
      .readFileSync(path.join(root, file), 'utf8')
      .match(/^\/\/ expected: (.+)/);

    const rule = '@platform-ops/dependency-direction';
    await expect(lint({ [rule]: ['error', { root }] }, file)).resolves.toEqual([
      expect.stringContaining(expected),
    ]);
    await expect(lint({}, file)).resolves.toEqual([]);
  });

  it('applies to every package of the repository', () => {
    const config = jest.requireActual(path.join(repository, '.eslintrc.js'));
    expect(config).toMatchObject({
      root: true,
      rules: {
        '@platform-ops/dependency-direction': ['error', { root: repository }],
      },
    });
    for (const area of ['packages', 'plugins']) {
      for (const folder of fs.readdirSync(path.join(repository, area))) {
        const file = path.join(repository, area, folder, '.eslintrc.js');
        // A package with `root: true` would not inherit the rule.
        expect(fs.readFileSync(file, 'utf8')).not.toMatch(/\broot:/);
      }
    }
  });
});

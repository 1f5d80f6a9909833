import { describeFieldErrors } from './describeFieldErrors';

it('names fields as a form has them, with what was found', () => {
  expect(
    describeFieldErrors([
      {
        name: 'allOf',
        property: 'instance',
        message: 'does not match allOf schema [subschema 0] with 4 error[s]:',
      },
      {
        name: 'required',
        property: 'instance.slo',
        message: 'requires property "target"',
        argument: 'target',
      },
      {
        name: 'pattern',
        property: 'instance.names[0]',
        message: 'does not match pattern "^a"',
        instance: `b\n${'c'.repeat(200)}`,
      },
      {
        name: 'maxLength',
        property: 'instance.password',
        message: 'does not meet maximum length of 3',
        instance: 'sesame-open',
        schema: { 'ui:widget': 'password' },
      },
      {
        name: 'oneOf',
        property: 'instance.publishTo',
        message: 'is not exactly one from [subschema 0],[subschema 1]',
        instance: { publishTo: 'github', repoUrl: 'x' },
        schema: {
          oneOf: [
            { properties: { publishTo: { enum: ['portal'] } } },
            {
              properties: {
                publishTo: { const: 'github' },
                repoUrl: { minLength: 3 },
              },
            },
          ],
        },
      },
      { property: 'instance', message: 'is not of a type(s) object' },
    ]).split('. '),
  ).toEqual([
    'slo.target: is required',
    `names[0]: does not match pattern "^a"; found "b\\n${'c'.repeat(75)}…`,
    'password: does not meet maximum length of 3',
    'repoUrl, publishTo: not as it must be with publishTo "github"',
    'values: is not of a type(s) object; found nothing',
  ]);
});

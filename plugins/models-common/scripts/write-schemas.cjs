// Writes the JSON schemas that editors use: yarn write-schemas
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');

require('@backstage/cli/config/nodeTransform.cjs');

const { modelEntitySchema, datasetEntitySchema } = require('../src/schemas');

for (const [kind, schema] of [
  ['Model', modelEntitySchema],
  ['Dataset', datasetEntitySchema],
]) {
  writeFileSync(
    join(__dirname, '..', 'schemas', `${kind}.v1alpha1.schema.json`),
    `${JSON.stringify(schema, null, 2)}\n`,
  );
}

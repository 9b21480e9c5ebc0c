// Writes src/api/schema.ts from the published description of the API; with --check only tells whether it is current.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

const source = new URL('../../docs/api/openapi.json', import.meta.url);
const target = new URL('../src/api/schema.ts', import.meta.url);

if (!existsSync(source)) {
  console.error('docs/api/openapi.json is missing: pbx-app writes it.');
  process.exit(1);
}
const written = `// Written by \`npm run api\` from docs/api/openapi.json. Never edited by hand.\n${astToString(await openapiTS(source))}`;
if (!process.argv.includes('--check')) {
  writeFileSync(target, written);
} else if (!existsSync(target) || readFileSync(target, 'utf8') !== written) {
  console.error('src/api/schema.ts is older than docs/api/openapi.json: run `npm run api`.');
  process.exit(1);
}

// Validates each line of standard input, a JSON value, by the JSON Schema (2020-12) that is named. Prints how many are valid, or
// what is wrong with each that is not.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const Ajv = require('ajv/dist/2020');

const validate = new Ajv({ strict: true, strictTypes: false, strictRequired: false, allErrors: false }).compile(JSON.parse(readFileSync(process.argv[2], 'utf8')));
let valid = 0;
for (const line of readFileSync(0, 'utf8').split('\n').filter((l) => l.length > 0)) {
  if (validate(JSON.parse(line))) valid += 1;
  else process.stdout.write(`not valid: ${JSON.stringify(validate.errors)} ${line}\n`);
}
process.stdout.write(`${valid} valid\n`);

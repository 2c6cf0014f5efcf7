// Compiles Kaitai Struct specs to JavaScript and parses bytes with them. Each line of standard input is JSON, {"spec": FILE,
// "hex": BYTES}; each is answered by a line: a list of [path, start, end, value], or {"error": ...}. Bytes are hex, numbers
// and booleans text, paths as Kaitai's JavaScript names them. What Kaitai computes has no place: its start and end are null.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const YAML = require('yaml');
const KaitaiStream = require('kaitai-struct/KaitaiStream');
const KaitaiStructCompiler = require('kaitai-struct-compiler');

const importer = { importYaml() { throw new Error('The specs import nothing.'); } };
const compiled = new Map();

async function compile(path) {
  const spec = YAML.parse(readFileSync(path, 'utf8'));
  const files = await KaitaiStructCompiler.compile('javascript', spec, importer, true);
  const module = {};
  new Function('exports', 'require', 'define', Object.values(files)[0])(module, () => KaitaiStream, undefined);
  return Object.values(module).find((member) => typeof member === 'function');
}

const isNumber = (value) => value !== null && typeof value === 'object' && /^([us]\d+[bl]e|leb128(signed)?)$/i.test(value.constructor.name);
const isEntries = (value) => /Entries\d*$/.test(value.constructor.name);
const text = (value) => (value instanceof Uint8Array ? Buffer.from(value).toString('hex') : String(value));

function walk(found, value, path, place) {
  const base = place?.ioOffset ?? 0;
  const span = place === undefined ? [null, null] : [place.start + base, place.end + base];
  if (Array.isArray(value)) {
    value.forEach((item, i) => walk(found, item, `${path}[${i}]`, place.arr[i]));
  } else if (isNumber(value)) {
    found.push([path, ...span, text(value.value)]);
  } else if (value?._debug) {
    for (const [name, inner] of Object.entries(value._debug)) {
      if (value[name] !== undefined) walk(found, value[name], name === 'entries' && isEntries(value) ? path : path ? `${path}.${name}` : name, inner);
    }
    for (const [name, member] of Object.entries(Object.getOwnPropertyDescriptors(Object.getPrototypeOf(value)))) {
      if (member.get) found.push([path ? `${path}.${name}` : name, null, null, text(value[name])]);
    }
  } else {
    found.push([path, ...span, text(value)]);
  }
}

for (const line of readFileSync(0, 'utf8').split('\n').filter((l) => l.length > 0)) {
  const { spec, hex } = JSON.parse(line);
  const found = [];
  try {
    if (!compiled.has(spec)) compiled.set(spec, await compile(spec));
    const Root = compiled.get(spec);
    const parsed = new Root(new KaitaiStream(Uint8Array.from(Buffer.from(hex, 'hex')).buffer));
    parsed._read();
    walk(found, parsed, '', undefined);
    process.stdout.write(JSON.stringify(found) + '\n');
  } catch (error) {
    process.stdout.write(JSON.stringify({ error: String(error.stack ?? error) }) + '\n');
  }
}

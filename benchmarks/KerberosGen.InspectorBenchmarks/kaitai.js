// Parses packets with what Kaitai Struct makes of the inspector's specs, each to JSON, and says how long that took.
// node kaitai.js FOLDER PACKETS: the folder has node_modules, request.ksy and response.ksy.
'use strict';
const fs = require('fs');
const path = require('path');
const { performance } = require('perf_hooks');

const [folder, packets] = process.argv.slice(2);
const load = name => require(path.join(folder, 'node_modules', name));
const compiler = load('kaitai-struct-compiler');
const KaitaiStream = load('kaitai-struct/KaitaiStream');
const yaml = load('yaml');

async function parserOf(direction) {
  const spec = yaml.parse(fs.readFileSync(path.join(folder, direction + '.ksy'), 'utf8'));
  const importer = { importYaml() { throw new Error('The specs import nothing.'); } };
  const [source] = Object.values(await compiler.compile('javascript', spec, importer, false));
  const module = {};
  new Function('exports', 'require', 'define', source)(module, () => KaitaiStream, undefined);
  return Object.values(module).find(member => typeof member === 'function');
}

// What a parser keeps for itself begins with an underscore; bytes are shown in hex.
function show(key, value) {
  if (key.charCodeAt(0) === 95)
    return undefined;
  return value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.length).toString('hex') : value;
}

function piecesOf(bytes) {
  const pieces = [];
  for (let at = 0; at < bytes.length;) {
    const size = bytes.readUInt32LE(at + 1);
    const start = bytes.byteOffset + at + 5;
    pieces.push({ isRequest: bytes[at] === 1, bytes: bytes.buffer.slice(start, start + size) });
    at += 5 + size;
  }
  return pieces;
}

function run(pieces, Requests, Responses) {
  let written = 0;
  let count = 0;
  for (const piece of pieces) {
    const Parser = piece.isRequest ? Requests : Responses;
    const stream = new Parser(new KaitaiStream(piece.bytes));
    for (const packet of stream.packets ?? stream.messages ?? stream.items) {
      written += JSON.stringify(packet, show, undefined).length + 1;
      count++;
    }
  }
  return { written, count };
}

(async () => {
  const Requests = await parserOf('request');
  const Responses = await parserOf('response');
  const pieces = piecesOf(fs.readFileSync(packets));
  run(pieces.slice(0, Math.ceil(pieces.length / 4)), Requests, Responses);
  const processor = process.cpuUsage();
  const start = performance.now();
  const { written, count } = run(pieces, Requests, Responses);
  const seconds = (performance.now() - start) / 1000;
  const used = process.cpuUsage(processor);
  console.log(JSON.stringify({ seconds, processorSeconds: (used.user + used.system) / 1e6, written, packets: count }));
})();

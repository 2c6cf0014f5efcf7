"""Reads packets with modules that were exported. Each line of standard input is JSON, {"module": FILE, "read": FUNCTION, "hex":
BYTES}; each is answered by a line: the value, with integers as text, floats as the bits of a double, bytes as hex; and for a packet
with a format, how many bytes that takes and whether what it unpacks packs to the same bytes."""
import importlib.util
import json
import struct
import sys
import uuid

modules = {}


def load(path):
    if path not in modules:
        spec = importlib.util.spec_from_file_location("exported", path)
        modules[path] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(modules[path])
    return modules[path]


def plain(value):
    if isinstance(value, bool):
        return value
    if isinstance(value, dict):
        return {name: plain(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in value]
    if isinstance(value, float):
        return struct.pack(">d", value).hex()
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, (int, uuid.UUID)):
        return str(value)
    return value


for line in sys.stdin:
    job = json.loads(line)
    module, data = load(job["module"]), bytes.fromhex(job["hex"])
    answer = {}
    if job["read"] in ("read_requests", "read_responses"):
        answer["value"] = plain(list(getattr(module, job["read"])(data)))
    else:
        reader = module.Reader(data)
        answer["value"] = plain(getattr(module, job["read"])(reader))
        answer["left"] = reader.left
    form = module.FORMATS.get(job.get("name"))
    if form is not None:
        answer["size"] = struct.calcsize(form)
        answer["same"] = "x" in form or struct.pack(form, *struct.unpack(form, data)) == data
    print(json.dumps(answer))

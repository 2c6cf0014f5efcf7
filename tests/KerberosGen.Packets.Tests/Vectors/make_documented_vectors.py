#!/usr/bin/env python3
"""Makes the vectors of the `documented` layout without the project's own code.

The bytes are put together with struct, the keys come from hashlib, and the ciphertext from the openssl command. All
inputs are fixed, so that the output is too. Run it with the file to write; without an argument it writes to stdout.
"""

import hashlib
import json
import struct
import subprocess
import sys

VERSION = 24
NOBODY = bytes(16)
ALICE = bytes.fromhex("a1b2c3d4e5f60718293a4b5c6d7e8f91")
PRINTER = bytes.fromhex("5821f9a674174062ad3af49ee1432681")
SERVICE_KEY = bytes(range(0x20, 0x40))
SESSION_KEY = bytes(range(0x80, 0xA0))
NONCE = bytes.fromhex("f1e2d3c4b5a69788")
PASSWORD = "heslo ž 中 🔑"
CREATED = 1_708_984_969
CREATED_TEXT = "26/02/24_22:02:49"
EXPIRES_TEXT = "27/02/24_22:02:49"


def encrypt(key, iv, plaintext, padding=True):
    command = ["openssl", "enc", "-aes-256-cbc", "-K", key.hex(), "-iv", iv.hex()]
    if not padding:
        command.append("-nopad")
    return subprocess.run(command, input=plaintext, capture_output=True, check=True).stdout


def text(value, size=255):
    utf8 = value.encode("utf-8")
    assert len(utf8) < size
    return utf8 + bytes(size - len(utf8))


def request(code, client, payload):
    return client + struct.pack("<BHI", VERSION, code, len(payload)) + payload


def response(code, payload=b""):
    return struct.pack("<BHI", VERSION, code, len(payload)) + payload


def encrypted_key(iv):
    key = hashlib.sha256(PASSWORD.encode("utf-8")).digest()
    return iv + encrypt(key, iv, NONCE) + encrypt(key, iv, SESSION_KEY, padding=False)


def ticket(iv):
    return (
        struct.pack("<B", VERSION) + ALICE + PRINTER + struct.pack("<q", CREATED) + iv
        + encrypt(SERVICE_KEY, iv, SESSION_KEY) + encrypt(SERVICE_KEY, iv, EXPIRES_TEXT.encode("ascii")))


def authenticator(iv):
    fields = [b"24", ALICE, PRINTER, CREATED_TEXT.encode("ascii")]
    return iv + b"".join(encrypt(SESSION_KEY, iv, field) for field in fields)


def chat_message(iv, plaintext):
    content = encrypt(SESSION_KEY, iv, plaintext.encode("utf-8"))
    return struct.pack("<I", len(content)) + iv + content


def subscribe(since, iv, name):
    sealed = encrypt(SESSION_KEY, iv, name.encode("utf-8"))
    return struct.pack("<Q", since) + iv + struct.pack("<H", len(sealed)) + sealed


def room_event(sequence, time, kind, client, iv, plaintext):
    content = encrypt(SESSION_KEY, iv, plaintext.encode("utf-8"))
    return struct.pack("<QqB", sequence, time, kind) + client + iv + struct.pack("<I", len(content)) + content


def service(entry):
    address = bytes(int(part) for part in entry["server_ip"].split("."))
    return (
        bytes.fromhex(entry["server_id"]) + text(entry["server_name"]) + address
        + struct.pack("<H", entry["server_port"]))


def member(entry):
    return bytes.fromhex(entry["client_id"]) + text(entry["name"]) + struct.pack("<q", entry["joined_at"])


def vectors():
    key_iv, ticket_iv, proof_iv, content_iv = (bytes([n]) * 16 for n in (0x11, 0x22, 0x33, 0x44))
    key, pass_, proof = encrypted_key(key_iv), ticket(ticket_iv), authenticator(proof_iv)

    def row(packet, packed, /, **inputs):
        return {"packet": packet, "length": len(packed), "hex": packed.hex(), "inputs": inputs}

    yield row(
        "EncryptedKey", key, password=PASSWORD, iv=key_iv.hex(), nonce=NONCE.hex(), session_key_hex=SESSION_KEY.hex())
    yield row(
        "Ticket", pass_, client_id=ALICE.hex(), service_id=PRINTER.hex(), service_key_hex=SERVICE_KEY.hex(),
        iv=ticket_iv.hex(), session_key_hex=SESSION_KEY.hex(), created_at=CREATED, expiration_time=EXPIRES_TEXT)
    yield row(
        "Authenticator", proof, client_id=ALICE.hex(), service_id=PRINTER.hex(), session_key_hex=SESSION_KEY.hex(),
        iv=proof_iv.hex(), version_text="24", creation_time=CREATED_TEXT)

    for name, password in [("Alice", PASSWORD), ("ž" * 127, "p" * 254), ("", "")]:
        yield row("1024", request(1024, NOBODY, text(name) + text(password)), name=name, password=password)
    yield row(
        "1025", request(1025, NOBODY, text("Printer 10") + SERVICE_KEY),
        name="Printer 10", aes_key_hex=SERVICE_KEY.hex())
    yield row("1026", request(1026, ALICE, b""), client_id=ALICE.hex())
    yield row(
        "1027", request(1027, ALICE, PRINTER + NONCE),
        client_id=ALICE.hex(), service_id=PRINTER.hex(), nonce=NONCE.hex())
    yield row("1028", request(1028, ALICE, proof + pass_), client_id=ALICE.hex())
    for plaintext in ["", "Alice: hi", "Alice: fifteen", "Alice: sixteen!!", "Alice: čau 😀", "Alice: " + "x" * 4089]:
        yield row(
            "1029", request(1029, ALICE, chat_message(content_iv, plaintext)),
            client_id=ALICE.hex(), session_key_hex=SESSION_KEY.hex(), iv=content_iv.hex(), plaintext=plaintext)
    for since in [0, 258, 2**64 - 1]:
        yield row(
            "1030", request(1030, ALICE, subscribe(since, content_iv, "Alice ž")),
            client_id=ALICE.hex(), session_key_hex=SESSION_KEY.hex(), since=str(since), iv=content_iv.hex(),
            plaintext="Alice ž")
    yield row("1031", request(1031, ALICE, b""), client_id=ALICE.hex())
    yield row("1032", request(1032, ALICE, b""), client_id=ALICE.hex())

    yield row("1600", response(1600, ALICE), id=ALICE.hex())
    services = [
        {"server_id": PRINTER.hex(), "server_name": "Printer 10", "server_ip": "127.0.0.1", "server_port": 58023},
        {"server_id": ALICE.hex(), "server_name": "Žluť 中", "server_ip": "255.254.1.0", "server_port": 258},
        {"server_id": PRINTER.hex(), "server_name": "n" * 254, "server_ip": "0.0.0.0", "server_port": 65535},
    ]
    for entries in [[], services]:
        yield row("1602", response(1602, b"".join(map(service, entries))), services=entries)
    yield row("1603", response(1603, ALICE + key + pass_), client_id=ALICE.hex())
    events = [
        (1, 1_708_984_969_123, 1, ALICE, "Alice: hello"), (2, 0, 2, ALICE, "Alice"), (258, -1, 3, ALICE, "Alice ž"),
        (0, 2**62, 4, NOBODY, ""), (2**64 - 1, 7, 200, ALICE, "a kind that nobody knows yet"),
    ]
    for sequence, time, kind, client, plaintext in events:
        yield row(
            "1606", response(1606, room_event(sequence, time, kind, client, content_iv, plaintext)),
            sequence=str(sequence), time=time, kind=kind, client_id=client.hex(), iv=content_iv.hex(),
            session_key_hex=SESSION_KEY.hex(), plaintext=plaintext)
    members = [
        {"client_id": ALICE.hex(), "name": "Alice", "joined_at": 1_708_984_969_123},
        {"client_id": PRINTER.hex(), "name": "中 ž", "joined_at": -1},
    ]
    for entries in [[], members]:
        yield row("1607", response(1607, b"".join(map(member, entries))), members=entries)
    for code in [1601, 1604, 1605, 1609]:
        yield row(str(code), response(code))


def main():
    packets = {"made_by": "make_documented_vectors.py: python3 and the openssl command", "packets": list(vectors())}
    written = json.dumps(packets, ensure_ascii=False, indent=1) + "\n"
    if len(sys.argv) > 1:
        with open(sys.argv[1], "w", encoding="utf-8", newline="\n") as output:
            output.write(written)
    else:
        sys.stdout.buffer.write(written.encode("utf-8"))


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Makes the vectors of packets with synthetic IVs without the project's own code.

The rule, for each packet that has an IV:

    IV = AES-256-CMAC(Kmac, u32le(len(AD)) || AD || body)
    Kmac = HKDF-SHA256(ikm = the packet's encryption key, salt = empty, info = "KerberosGen v24 " + label, 32 bytes)

where body is the packet in wire order, with its header if it has one, without its IV, and with each encrypted field as
its padded plaintext. The bytes are put together with struct, HKDF is RFC 5869 over the hmac module, and the ciphertext
and the MAC come from the openssl command. All inputs are fixed, so that the output is too. Run it with the file to
write; without an argument it writes to stdout.
"""

import hashlib
import hmac
import json
import struct
import subprocess
import sys

VERSION = 24
ALICE = bytes.fromhex("a1b2c3d4e5f60718293a4b5c6d7e8f91")
PRINTER = bytes.fromhex("5821f9a674174062ad3af49ee1432681")
NOBODY = bytes(16)
PASSWORDS = ["heslo ž 中 🔑", "", "p" * 254]
CREATED_TEXT = "26/02/24_22:02:49"
EXPIRES_TEXT = "27/02/24_22:02:49"
COUNTS = [0, 1, 2**32 + 5]


def openssl(*arguments, given):
    return subprocess.run(["openssl", *arguments], input=given, capture_output=True, check=True).stdout


def encrypt(key, iv, padded):
    return openssl("enc", "-aes-256-cbc", "-nopad", "-K", key.hex(), "-iv", iv.hex(), given=padded)


def cmac(key, message):
    made = openssl(
        "mac", "-cipher", "AES-256-CBC", "-macopt", "hexkey:" + key.hex(), "-binary", "CMAC", given=message)
    assert len(made) == 16
    return made


def hkdf(key, info):
    extracted = hmac.new(bytes(32), key, hashlib.sha256).digest()
    return hmac.new(extracted, info + b"\x01", hashlib.sha256).digest()


def pkcs7(plaintext):
    more = 16 - len(plaintext) % 16
    return plaintext + bytes([more]) * more


def fixed(name, size=32):
    """A key or another value that looks random and is the same each time. None of the protocol's has a zero byte."""
    return hashlib.sha512(name.encode("utf-8")).digest()[:size].replace(b"\x00", b"\x01")


class Sealed:
    """A padded plaintext, to be encrypted."""

    def __init__(self, padded):
        assert len(padded) % 16 == 0
        self.padded = padded


IV = object()


def seal(label, key, associated, fields, header=b""):
    """Packs fields: bytes stand as they are, Sealed ones are encrypted, and the IV stands where IV does."""
    mac_key = hkdf(key, b"KerberosGen v24 " + label.encode("ascii"))
    body = header + b"".join(
        field.padded if isinstance(field, Sealed) else field for field in fields if field is not IV)
    iv = cmac(mac_key, struct.pack("<I", len(associated)) + associated + body)
    packed = header + b"".join(
        iv if field is IV else encrypt(key, iv, field.padded) if isinstance(field, Sealed) else field
        for field in fields)
    return {
        "packed": packed, "iv": iv, "label": label, "key": key, "mac_key": mac_key, "associated": associated, "body": body}


def request(code, client, payload_size):
    return client + struct.pack("<BHI", VERSION, code, payload_size)


def response(code, payload_size):
    return struct.pack("<BHI", VERSION, code, payload_size)


def ticket(client, service, service_key, session_key, created, expires, version=VERSION):
    return seal("ticket", service_key, b"", [
        struct.pack("<B", version), client, service, struct.pack("<q", created), IV,
        Sealed(pkcs7(session_key)), Sealed(pkcs7(expires.encode("ascii")))])


def original_ticket(client, service, service_key, session_key, created, expires, version=VERSION):
    return seal("ticket", service_key, b"", [
        struct.pack("<B", version), client, service, Sealed(pkcs7(created.encode("ascii"))), IV,
        Sealed(pkcs7(session_key)), Sealed(pkcs7(expires.encode("ascii")))])


def encrypted_key_associated(client, service, whole_ticket):
    return client + service + hashlib.sha256(whole_ticket).digest()


def encrypted_key(associated, client_key, nonce, session_key):
    return seal("encrypted-key", client_key, associated, [IV, Sealed(pkcs7(nonce)), Sealed(session_key)])


def original_encrypted_key(associated, client_key, nonce, session_key):
    return seal("encrypted-key", client_key, associated, [IV, Sealed(pkcs7(nonce)), Sealed(pkcs7(session_key))])


def authenticator(whole_ticket, session_key, client, service, created, version="24"):
    texts = [version.encode("ascii"), client, service, created.encode("ascii")]
    return seal("authenticator", session_key, hashlib.sha256(whole_ticket).digest(), [IV, *(Sealed(pkcs7(t)) for t in texts)])


def place(authenticator_iv, count):
    return authenticator_iv + struct.pack("<Q", count)


def chat_message(client, session_key, associated, plaintext):
    content = pkcs7(plaintext.encode("utf-8"))
    return seal(
        "message", session_key, associated, [struct.pack("<I", len(content)), IV, Sealed(content)],
        request(1029, client, 20 + len(content)))


def subscribe(client, session_key, associated, since, name):
    content = pkcs7(name.encode("utf-8"))
    return seal(
        "subscribe", session_key, associated,
        [struct.pack("<Q", since), IV, struct.pack("<H", len(content)), Sealed(content)],
        request(1030, client, 26 + len(content)))


def room_event(session_key, associated, sequence, time, kind, client, plaintext):
    content = pkcs7(plaintext.encode("utf-8"))
    return seal(
        "event", session_key, associated,
        [struct.pack("<QqB", sequence, time, kind), client, IV, struct.pack("<I", len(content)), Sealed(content)],
        response(1606, 53 + len(content)))


def row(packet, made, /, **inputs):
    """Numbers that may be over 2^53 stand as text, because many JSON readers would round them."""
    shown = {name: value.hex() if isinstance(value, bytes) else value for name, value in inputs.items()}
    return {
        "packet": packet, "length": len(made["packed"]), "hex": made["packed"].hex(), "inputs": {
            "label": made["label"], "key_hex": made["key"].hex(), "mac_key_hex": made["mac_key"].hex(),
            "associated_hex": made["associated"].hex(), "body_hex": made["body"].hex(), "iv": made["iv"].hex(), **shown}}


def structures():
    for number, (client, service) in enumerate([(ALICE, PRINTER), (NOBODY, bytes([255]) * 16), (fixed("c", 16), ALICE)]):
        password = PASSWORDS[number]
        client_key = hashlib.sha256(password.encode("utf-8")).digest()
        service_key, session_key = fixed(f"service {number}"), fixed(f"session {number}")
        nonce = fixed(f"nonce {number}", 8)
        created = [1_708_984_969, -1, 2**62 + 1][number]
        version = [24, 24, 200][number]

        ours = ticket(client, service, service_key, session_key, created, EXPIRES_TEXT, version)
        theirs = original_ticket(client, service, service_key, session_key, CREATED_TEXT, EXPIRES_TEXT, version)
        about = {"client_id": client, "service_id": service}
        yield row(
            "Ticket", ours, **about, version=version, created_at=str(created), session_key_hex=session_key,
            expiration_time=EXPIRES_TEXT)
        yield row(
            "OriginalTicket", theirs, **about, version=version, creation_time=CREATED_TEXT, session_key_hex=session_key,
            expiration_time=EXPIRES_TEXT)

        for name, make, issued in [
                ("EncryptedKey", encrypted_key, ours), ("OriginalEncryptedKey", original_encrypted_key, theirs)]:
            associated = encrypted_key_associated(client, service, issued["packed"])
            yield row(
                name, make(associated, client_key, nonce, session_key), **about, password=password,
                ticket_hex=issued["packed"], nonce=nonce, session_key_hex=session_key)
        for issued in [ours, theirs]:
            yield row(
                "Authenticator", authenticator(issued["packed"], session_key, client, service, CREATED_TEXT), **about,
                ticket_hex=issued["packed"], version_text="24", creation_time=CREATED_TEXT)


def texts():
    """Texts whose UTF-8 is as long as the edges of a block are, each with a count."""
    for number, size in enumerate([0, 1, 15, 16, 17, 31, 32, 100]):
        text = ("Alice: " + "x" * 100)[:size] if number % 2 == 0 else "x" * (size % 2) + "ž" * (size // 2)
        assert len(text.encode("utf-8")) == size
        yield COUNTS[number % 3], text
    for count in COUNTS:
        yield count, "Alice: čau 😀"


def messages():
    key, iv = fixed("session of messages"), fixed("an authenticator's IV", 16)
    for number, (count, text) in enumerate([*texts(), (2**64 - 1, "Alice: " + "z" * 5000)]):
        client = [ALICE, fixed("another client", 16)][number % 2]
        yield row(
            "1029", chat_message(client, key, place(iv, count), text), authenticator_iv=iv, count=str(count), client_id=client,
            plaintext=text)
    for number, (count, text) in enumerate(texts()):
        since = [0, 2**64 - 1, 258][number % 3]
        yield row(
            "1030", subscribe(ALICE, key, place(iv, count), since, text), authenticator_iv=iv, count=str(count),
            client_id=ALICE, since=str(since), plaintext=text)
    for number, (count, text) in enumerate([*texts(), (2**64 - 1, "Alice: " + "z" * 5000)]):
        sequence, time, kind = [(1, 1_708_984_969_123, 1), (2**64 - 1, -1, 2), (0, 2**62 + 1, 200)][number % 3]
        client = [ALICE, NOBODY][number % 2]
        yield row(
            "1606", room_event(key, place(iv, count), sequence, time, kind, client, text), authenticator_iv=iv,
            count=str(count), sequence=str(sequence), time=str(time), kind=kind, client_id=client, plaintext=text)


def conversation(layout):
    """Everything under one session key, from the KDC's answer to the third event, in the order of the wire."""
    client_key = hashlib.sha256(PASSWORDS[0].encode("utf-8")).digest()
    service_key, session_key = fixed("service of " + layout), fixed("session of " + layout)
    nonce = fixed("nonce of " + layout, 8)
    if layout == "documented":
        issued = ticket(ALICE, PRINTER, service_key, session_key, 1_708_984_969, EXPIRES_TEXT)
        make_key = encrypted_key
    else:
        issued = original_ticket(ALICE, PRINTER, service_key, session_key, CREATED_TEXT, EXPIRES_TEXT)
        make_key = original_encrypted_key
    whole_ticket = issued["packed"]
    for_client = make_key(encrypted_key_associated(ALICE, PRINTER, whole_ticket), client_key, nonce, session_key)["packed"]
    proof = authenticator(whole_ticket, session_key, ALICE, PRINTER, CREATED_TEXT)

    def frame(packet, packed, **inputs):
        shown = {name: value.hex() if isinstance(value, bytes) else value for name, value in inputs.items()}
        return {"packet": packet, "length": len(packed), "hex": packed.hex(), "inputs": shown}

    answer = ALICE + for_client + whole_ticket
    yield frame(
        "1603", response(1603, len(answer)) + answer, password=PASSWORDS[0], service_key_hex=service_key, client_id=ALICE,
        service_id=PRINTER, nonce=nonce, session_key_hex=session_key, expiration_time=EXPIRES_TEXT)
    presented = proof["packed"] + whole_ticket
    yield frame(
        "1028", request(1028, ALICE, len(presented)) + presented, client_id=ALICE, creation_time=CREATED_TEXT)

    sent, received = 0, 0
    said = [
        ("1030", "Alice"), ("1606", 2, "Alice"), ("1029", "Alice: one"), ("1029", "Alice: čau 😀"), ("1606", 1, "Alice: one"),
        ("1029", ""), ("1606", 4, "a notice of sixteen+")]
    for code, *what, text in said:
        if code == "1606":
            time = 1_708_984_969_000 + received
            made = room_event(session_key, place(proof["iv"], received), received + 1, time, what[0], ALICE, text)
            yield frame(
                code, made["packed"], sequence=str(received + 1), time=str(time), kind=what[0], client_id=ALICE, plaintext=text)
            received += 1
        else:
            associated = place(proof["iv"], sent)
            made = (
                subscribe(ALICE, session_key, associated, 258, text) if code == "1030"
                else chat_message(ALICE, session_key, associated, text))
            about = {"since": "258"} if code == "1030" else {}
            yield frame(code, made["packed"], client_id=ALICE, **about, plaintext=text)
            sent += 1


def main():
    made = {
        "made_by": "make_synthetic_iv_vectors.py: python3 and the openssl command",
        "packets": [*structures(), *messages()],
        "conversations": {layout: list(conversation(layout)) for layout in ["documented", "original"]},
    }
    written = json.dumps(made, ensure_ascii=False, indent=1) + "\n"
    if len(sys.argv) > 1:
        with open(sys.argv[1], "w", encoding="utf-8", newline="\n") as output:
            output.write(written)
    else:
        sys.stdout.buffer.write(written.encode("utf-8"))


if __name__ == "__main__":
    main()

namespace KerberosGen.Packets;

/// <summary>Who a client or a service is: a random UUID, in the order of its hex text.</summary>
[FixedBytes(16)]
public readonly partial struct PrincipalId;

/// <summary>A client's or a service's name: UTF-8, NUL-padded.</summary>
[FixedText(255)]
public readonly partial struct PrincipalName;

/// <summary>A client's password: UTF-8, NUL-padded.</summary>
[FixedText(255), Secret]
public readonly partial struct Password;

/// <summary>An AES-256 key.</summary>
[FixedBytes(32), Secret]
public readonly partial struct AesKey;

/// <summary>An initialisation vector.</summary>
[FixedBytes(16)]
public readonly partial struct Iv;

/// <summary>A value used once: it ties an answer to its request.</summary>
[FixedBytes(8)]
public readonly partial struct Nonce;

/// <summary>A version as ASCII digits: 24.</summary>
[FixedText(2, Terminated = false)]
public readonly partial struct VersionText;

/// <summary>A time as dd/MM/yy_HH:mm:ss: UTC in the documented layout, the KDC's local time in the original one.</summary>
[FixedText(17, Terminated = false)]
public readonly partial struct TimeText;

/// <summary>One block of ciphertext.</summary>
[FixedBytes(16)]
public readonly partial struct Ciphertext16;

/// <summary>Two blocks of ciphertext.</summary>
[FixedBytes(32)]
public readonly partial struct Ciphertext32;

/// <summary>Three blocks of ciphertext.</summary>
[FixedBytes(48)]
public readonly partial struct Ciphertext48;

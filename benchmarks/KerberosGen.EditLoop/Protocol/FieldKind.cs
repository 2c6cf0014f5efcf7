namespace KerberosGen.EditLoop.Protocol;

/// <summary>What a field holds, whichever library it is declared for.</summary>
internal enum FieldKind
{
    /// <summary>A byte.</summary>
    Level,

    /// <summary>Two bytes.</summary>
    Port,

    /// <summary>Four bytes.</summary>
    Sequence,

    /// <summary>Eight bytes, signed.</summary>
    Time,

    /// <summary>A code with names.</summary>
    Reason,

    /// <summary>Sixteen bytes that say who.</summary>
    Id,

    /// <summary>Eight random bytes.</summary>
    Nonce,

    /// <summary>Sixteen bytes that start a cipher.</summary>
    Iv,

    /// <summary>Text of a bounded size.</summary>
    Name,

    /// <summary>A key under a key.</summary>
    SealedKey,

    /// <summary>The structure that its file declares.</summary>
    Endpoint,

    /// <summary>The size of the bytes that follow.</summary>
    LengthOfBytes,

    /// <summary>Bytes, as many as the field before them says.</summary>
    Bytes,

    /// <summary>The number of entries that follow.</summary>
    CountOfEntries,

    /// <summary>Entries of one fixed size, as many as the field before them says.</summary>
    Entries,
}

using System;

namespace KerberosGen.Generator.Specs;

/// <summary>One field of a packet. Holds no symbol, syntax or compilation.</summary>
internal sealed record FieldSpec(
    string Name,
    string WireName,
    string Summary,
    FieldShape Shape,
    string TypeFullName,
    string TypeShortName,
    int? Offset,
    int? Size)
{
    /// <summary>For integers and enums: the C# keyword of what is on the wire.</summary>
    public string Integer { get; init; } = "";

    public bool IsSigned { get; init; }

    public bool IsBigEndian { get; init; }

    public bool IsSecret { get; init; }

    /// <summary>True for a domain type of text.</summary>
    public bool IsText { get; init; }

    /// <summary>For a list: bytes of one entry.</summary>
    public int EntrySize { get; init; }

    /// <summary>For a list: the entry's type.</summary>
    public string EntryFullName { get; init; } = "";

    /// <summary>For a list: true if the entry is a packet, false if it is a domain type.</summary>
    public bool EntryIsPacket { get; init; }

    /// <summary>In a header: Code or PayloadSize. For a measuring integer: Length or Count. Otherwise None.</summary>
    public string Role { get; init; } = "None";

    /// <summary>For a measuring integer: the field it measures.</summary>
    public string? Measures { get; init; }

    /// <summary>For a field of variable size: the integer that measures it, or null if it goes on to the end.</summary>
    public string? MeasuredBy { get; init; }

    /// <summary>The field's index in the table's leaves.</summary>
    public int Leaf { get; init; }

    public EncryptionSpec? Encryption { get; init; }

    public EquatableArray<EnumMemberSpec> Members { get; init; }

    /// <summary>True for an integer or an enum of more than one byte.</summary>
    public bool HasByteOrder => Shape is FieldShape.Integer or FieldShape.Enum && Size > 1;

    public bool IsVariable => Size is null;
}

/// <summary>How a field is read and written.</summary>
internal enum FieldShape
{
    /// <summary>An integer of one to eight bytes.</summary>
    Integer,

    /// <summary>An enum over such an integer.</summary>
    Enum,

    /// <summary>A domain type: its bytes in memory are its bytes on the wire.</summary>
    Domain,

    /// <summary>Another packet of fixed size.</summary>
    Packet,

    /// <summary>A span of bytes over the caller's buffer.</summary>
    Bytes,

    /// <summary>Entries of one fixed size.</summary>
    List,
}

/// <summary>How a field is encrypted.</summary>
/// <param name="Role">The key role's name.</param>
/// <param name="IvField">The field that holds the IV.</param>
/// <param name="IvTypeFullName">That field's type.</param>
/// <param name="PlaintextFullName">The plaintext's domain type; null if it is text or bytes of any size.</param>
/// <param name="PlaintextIsText">For a plaintext of any size: true if it is UTF-8 text.</param>
/// <param name="IsPublic">False if the plaintext's type or the IV's is not visible outside its assembly.</param>
/// <param name="Padding">The runtime's name of the padding.</param>
internal sealed record EncryptionSpec(
    string Role,
    string IvField,
    string IvTypeFullName,
    string? PlaintextFullName,
    bool PlaintextIsText,
    bool IsPublic,
    string Padding);

/// <summary>One named value of an enum.</summary>
internal readonly record struct EnumMemberSpec(string Name, long Value) : IEquatable<EnumMemberSpec>;

namespace KerberosGen.Generator.Specs;

/// <summary>One field of a packet. Holds no symbol, syntax or compilation.</summary>
/// <param name="Name">The field as source spells it.</param>
/// <param name="WireName">The field on paper and in JSON.</param>
/// <param name="Summary">Its documentation, one line.</param>
/// <param name="Shape">How it is read and written.</param>
/// <param name="TypeFullName">Its type with <c>global::</c>, or a keyword.</param>
/// <param name="TypeShortName">Its type as a message names it.</param>
/// <param name="Offset">Bytes from the packet's start, behind its padding; null behind a part of variable size.</param>
/// <param name="Size">Bytes on the wire; null if they vary. Of a bit field: the integer's for the first of it, 0 for the others.</param>
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
    /// <summary>For integers, enums, floating-point numbers and bools: the C# keyword or full name of what is on the wire.</summary>
    public string Integer { get; init; } = "";

    /// <summary>For integers, enums, floating-point numbers and bools: bytes of that type in memory.</summary>
    public int NaturalSize { get; init; }

    public bool IsSigned { get; init; }

    public bool IsBigEndian { get; init; }

    public bool IsSecret { get; init; }

    /// <summary>True for a domain type of text, and for bytes that are text.</summary>
    public bool IsText { get; init; }

    /// <summary>For text: the runtime's name of the encoding.</summary>
    public string Encoding { get; init; } = "Utf8";

    /// <summary>For an integer: true if it is LEB128.</summary>
    public bool IsLeb128 { get; init; }

    /// <summary>For an integer, an enum or a bool: its place in an integer that it shares.</summary>
    public BitsSpec? Bits { get; init; }

    /// <summary>For a time: the runtime's name of the unit.</summary>
    public string TimeUnit { get; init; } = "";

    /// <summary>For an array: its entry as a field of its own, at offset 0; <see cref="Count"/> of them.</summary>
    public FieldSpec? Entry { get; init; }

    /// <summary>For an array: the entries.</summary>
    public int Count { get; init; }

    /// <summary>For a list: bytes of one entry.</summary>
    public int EntrySize { get; init; }

    /// <summary>For a list or a sequence: the entry's type.</summary>
    public string EntryFullName { get; init; } = "";

    /// <summary>For a list or a sequence: true if the entry is a packet, false if it is a domain type.</summary>
    public bool EntryIsPacket { get; init; }

    /// <summary>For a packet, or the entry of a list: true if its bytes are checked before they are read.</summary>
    public bool IsNestedChecked { get; init; }

    /// <summary>For a packet, a union or a sequence: true if an unmeasured one takes everything to the end.</summary>
    public bool IsNestedGreedy { get; init; }

    /// <summary>For a packet or a union: true if it is a ref struct.</summary>
    public bool IsNestedView { get; init; }

    /// <summary>In a header: Code or PayloadSize. For a measuring integer: Length, Count or PacketLength. Otherwise None.</summary>
    public string Role { get; init; } = "None";

    /// <summary>For a measuring integer: the field it measures.</summary>
    public string? Measures { get; init; }

    /// <summary>For a field of variable size: the integer that measures it; null if a prefix, its content or the end does.</summary>
    public string? MeasuredBy { get; init; }

    /// <summary>For a measuring integer: what is added to the bytes or entries. A length that counts itself has its own size here.</summary>
    public int Adjust { get; init; }

    /// <summary>A length or count in front of the field itself.</summary>
    public PrefixSpec? Prefix { get; init; }

    public bool IsNulTerminated { get; init; }

    /// <summary>Bytes of the fixed fields behind a field that takes what is left of a packet whose length is known.</summary>
    public int Tail { get; init; }

    /// <summary>The constant of an integer, an enum, a bool or a bit field.</summary>
    public long? ConstantValue { get; init; }

    /// <summary>The constant of a domain type: its bytes on the wire; otherwise empty.</summary>
    public EquatableArray<byte> ConstantBytes { get; init; }

    /// <summary>Zero bytes in front of the field, before it is aligned.</summary>
    public int PadBefore { get; init; }

    /// <summary>The multiple to which zero bytes in front of the field bring its offset; 0 if it is not aligned.</summary>
    public int Align { get; init; }

    public bool IsPaddingIgnored { get; init; }

    /// <summary>All zero bytes in front of the field, aligned or not, where they are known from the declaration.</summary>
    public int? Padding { get; init; } = 0;

    /// <summary>What must hold for the field to be there: all of these.</summary>
    public EquatableArray<ConditionSpec> When { get; init; }

    /// <summary>For a sequence: what ends it behind an entry: one of these, of the entry's own fields.</summary>
    public EquatableArray<ConditionSpec> Until { get; init; }

    /// <summary>For a union: the field that chooses its case.</summary>
    public string? ChosenBy { get; init; }

    /// <summary>In a union: the choosing values.</summary>
    public EquatableArray<long> Cases { get; init; }

    /// <summary>In a union: true for the bytes of what no case knows.</summary>
    public bool IsOtherwise { get; init; }

    public ChecksumSpec? Checksum { get; init; }

    /// <summary>The property of the packet from which the field is written.</summary>
    public string? Computed { get; init; }

    public RangeSpec? Range { get; init; }

    /// <summary>The only valid values; empty if all are.</summary>
    public EquatableArray<long> OneOf { get; init; }

    public bool IsClosed { get; init; }

    public bool IsFlags { get; init; }

    /// <summary>The field's index in the table's leaves.</summary>
    public int Leaf { get; init; }

    public EncryptionSpec? Encryption { get; init; }

    /// <summary>For a synthetic IV: the label of its key.</summary>
    public string? SyntheticIv { get; init; }

    public EquatableArray<EnumMemberSpec> Members { get; init; }

    /// <summary>True for a number of more than one byte that is whole bytes on the wire, or a UUID.</summary>
    public bool HasByteOrder => Shape is FieldShape.Guid || (IsNumber && Size > 1 && Bits is null);

    /// <summary>True for what is read and written as a number.</summary>
    public bool IsNumber => Shape is FieldShape.Integer or FieldShape.Enum or FieldShape.Float or FieldShape.Time;

    /// <summary>True if the field may take one number of bytes or another, or none.</summary>
    public bool IsVariable => Size is null || IsConditional;

    public bool IsConditional => When.Count > 0;

    /// <summary>True if the field is written from something else than its own value.</summary>
    public bool IsDerived => Role is "Length" or "Count" or "PacketLength" || Checksum is not null || Computed is not null || IsConstant;

    public bool IsConstant => ConstantValue is not null || ConstantBytes.Count > 0;

    /// <summary>True if its type holds a view of the caller's buffer.</summary>
    public bool IsView => Shape is FieldShape.Bytes or FieldShape.List or FieldShape.Sequence || IsNestedView;

    /// <summary>True if it takes everything to the end of the packet unless something measures it.</summary>
    public bool IsGreedy => MeasuredBy is null && Prefix is null && !IsNulTerminated && Until.Count == 0
        && (Shape is FieldShape.Bytes or FieldShape.List or FieldShape.Sequence || IsNestedGreedy);

    /// <summary>True if some bytes of the field's size are not valid, whatever the other fields hold.</summary>
    public bool IsChecked => IsConstant || IsClosed || Range is not null || OneOf.Count > 0 || IsNestedChecked
        || (Shape == FieldShape.Boolean && Bits is null) || Shape == FieldShape.Time || Checksum is not null || Computed is not null || Role == "PacketLength"
        || (!IsPaddingIgnored && (PadBefore > 0 || Align > 0)) || Entry is { IsChecked: true };
}

/// <summary>How a field is read and written.</summary>
internal enum FieldShape
{
    /// <summary>An integer of one to sixteen bytes.</summary>
    Integer,

    /// <summary>An enum over such an integer.</summary>
    Enum,

    /// <summary>A bool: one byte or one bit.</summary>
    Boolean,

    /// <summary>A floating-point number of two, four or eight bytes.</summary>
    Float,

    /// <summary>A UUID.</summary>
    Guid,

    /// <summary>A <c>DateTimeOffset</c> that is an integer on the wire.</summary>
    Time,

    /// <summary>A domain type: its bytes in memory are its bytes on the wire.</summary>
    Domain,

    /// <summary>Another packet.</summary>
    Packet,

    /// <summary>A fixed number of entries of fixed size: an inline array.</summary>
    Array,

    /// <summary>A span of bytes over the caller's buffer.</summary>
    Bytes,

    /// <summary>Entries of one fixed size.</summary>
    List,

    /// <summary>Entries each as long as it is.</summary>
    Sequence,

    /// <summary>One of several things.</summary>
    Union,
}

/// <summary>Where a bit field's bits are in the integer that it shares.</summary>
/// <param name="Count">Its bits.</param>
/// <param name="Shift">The number of its least significant bit.</param>
/// <param name="IntegerSize">Bytes of the integer.</param>
/// <param name="IsFirst">True for the field that begins it.</param>
internal sealed record BitsSpec(int Count, int Shift, int IntegerSize, bool IsFirst);

/// <summary>A length or count in front of what it measures.</summary>
/// <param name="IsCount">True if it counts entries.</param>
/// <param name="Width">Its bytes; 0 for LEB128.</param>
/// <param name="Adjust">What is added: its own size if it counts itself.</param>
internal sealed record PrefixSpec(bool IsCount, int Width, int Adjust);

/// <summary>What a field's value must be.</summary>
/// <param name="Field">The field as source spells it.</param>
/// <param name="WireName">The field on paper.</param>
/// <param name="Values">Its values; empty if the mask decides.</param>
/// <param name="Mask">Bits, one of which is set; 0 if the values decide.</param>
/// <param name="Shape">What the field is: a bool is compared as one.</param>
internal sealed record ConditionSpec(string Field, string WireName, EquatableArray<long> Values, long Mask, FieldShape Shape);

/// <summary>What a checksum covers.</summary>
/// <param name="TypeFullName">The function.</param>
/// <param name="From">The first covered field as source spells it; null for the packet's first byte.</param>
/// <param name="To">The last covered field; null for everything before the checksum.</param>
internal sealed record ChecksumSpec(string TypeFullName, string? From, string? To);

/// <summary>The smallest and the largest valid value.</summary>
/// <param name="Min">As source spells it.</param>
/// <param name="Max">As source spells it.</param>
internal sealed record RangeSpec(string Min, string Max);

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
internal readonly record struct EnumMemberSpec(string Name, long Value);

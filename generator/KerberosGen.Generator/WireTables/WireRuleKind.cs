namespace KerberosGen.WireTables;

/// <summary>What a bracket in a row says. The order is that in which a row's brackets stand.</summary>
internal enum WireRuleKind
{
    /// <summary><c>[code]</c>: in a header, says which payload follows.</summary>
    Code,

    /// <summary><c>[payload size]</c>: in a header, the bytes behind it.</summary>
    PayloadSize,

    /// <summary><c>[if kind is 1, 2]</c>.</summary>
    If,

    /// <summary><c>[if flags &amp; 0x01]</c>.</summary>
    IfFlag,

    /// <summary><c>[case 1, 2]</c>.</summary>
    Case,

    /// <summary><c>[otherwise]</c>.</summary>
    Otherwise,

    /// <summary><c>[chosen by kind]</c>.</summary>
    ChosenBy,

    /// <summary><c>[3 zero bytes before]</c>.</summary>
    PadBefore,

    /// <summary><c>[aligned to 4]</c>.</summary>
    Align,

    /// <summary><c>[ignored padding]</c>.</summary>
    IgnoredPadding,

    /// <summary><c>[first in a u16]</c>: a bit field that begins an integer.</summary>
    FirstBits,

    /// <summary><c>[length of content, plus 4]</c>.</summary>
    Length,

    /// <summary><c>[count of entries]</c>.</summary>
    Count,

    /// <summary><c>[packet length, minus 4]</c>.</summary>
    PacketLength,

    /// <summary><c>[u16 length in front]</c>, <c>[leb128 count in front]</c>.</summary>
    Prefix,

    /// <summary><c>[to a NUL]</c>.</summary>
    ToNul,

    /// <summary><c>[until kind is 3]</c>.</summary>
    Until,

    /// <summary><c>[constant 0x4b47]</c>, <c>[constant 89 50 4e 47]</c>.</summary>
    Constant,

    /// <summary><c>[computed]</c>.</summary>
    Computed,

    /// <summary><c>[1 to 5]</c>.</summary>
    Range,

    /// <summary><c>[one of 1, 2]</c>.</summary>
    OneOf,

    /// <summary><c>[closed]</c>: only named values.</summary>
    Closed,

    /// <summary><c>[Session key, iv, PKCS #7]</c>.</summary>
    Encrypted,

    /// <summary><c>[synthetic: ticket]</c>: an IV that proves its packet, and the label of its key.</summary>
    SyntheticIv,

    /// <summary><c>[secret]</c>: never printed. It says nothing about the wire.</summary>
    Secret,

    /// <summary><c>[crc-32 of first to last]</c>.</summary>
    Checksum,
}

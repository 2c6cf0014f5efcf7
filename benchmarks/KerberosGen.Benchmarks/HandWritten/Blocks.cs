using System.Runtime.CompilerServices;

namespace KerberosGen.Benchmarks.HandWritten;

/// <summary>Four bytes.</summary>
[InlineArray(4)]
internal struct Block4
{
    private byte _first;
}

/// <summary>Eight bytes.</summary>
[InlineArray(8)]
internal struct Block8
{
    private byte _first;
}

/// <summary>Sixteen bytes.</summary>
[InlineArray(16)]
internal struct Block16
{
    private byte _first;
}

/// <summary>32 bytes.</summary>
[InlineArray(32)]
internal struct Block32
{
    private byte _first;
}

/// <summary>48 bytes.</summary>
[InlineArray(48)]
internal struct Block48
{
    private byte _first;
}

/// <summary>255 bytes: a NUL-padded text.</summary>
[InlineArray(255)]
internal struct Block255
{
    private byte _first;
}

using KerberosGen;

namespace MyProtocol._1.Packets;

/// <summary>What an observer has to say.</summary>
[Request(2)]
public ref partial struct Remark
{
    /// <summary>Where.</summary>
    public StationName Station;

    /// <summary>Bytes in the text.</summary>
    [LengthOf(nameof(Text))] public ushort TextSize;

    /// <summary>The remark, as UTF-8.</summary>
    public ReadOnlySpan<byte> Text;
}

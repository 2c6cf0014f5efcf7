using KerberosGen;

namespace MyProtocol._1.Packets;

/// <summary>What an observer has to say.</summary>
[Request(2)]
public ref partial struct Remark
{
    /// <summary>Where.</summary>
    public StationName Station;

    /// <summary>The remark.</summary>
    [LengthPrefix(2), Text] public ReadOnlySpan<byte> Text;
}

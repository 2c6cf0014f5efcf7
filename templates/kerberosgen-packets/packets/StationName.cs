using KerberosGen;

namespace MyProtocol._1.Packets;

/// <summary>A station's name: UTF-8, NUL-padded.</summary>
[FixedText(16)]
public readonly partial struct StationName;

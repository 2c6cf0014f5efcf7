using System.Text.Json;
using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests.Authentication;

/// <summary>Packets with synthetic IVs that python3 and openssl made (tests/KerberosGen.Packets.Tests/Vectors).</summary>
internal static class SyntheticIvVectors
{
    private static readonly JsonElement File =
        JsonSerializer.Deserialize<JsonElement>(System.IO.File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Vectors", "synthetic_iv_packets.json")));

    public static IReadOnlyList<SyntheticIvVector> Packets { get; } = Read(File.GetProperty("packets"));

    /// <summary>All under one session key, from the KDC's answer to the third event, in the order of the wire.</summary>
    public static IReadOnlyList<SyntheticIvVector> Conversation(WireLayout layout) =>
        Read(File.GetProperty("conversations").GetProperty(layout == WireLayout.Documented ? "documented" : "original"));

    private static IReadOnlyList<SyntheticIvVector> Read(JsonElement rows) =>
    [
        .. rows.EnumerateArray().Select(row => new SyntheticIvVector(
            row.GetProperty("packet").GetString()!, Convert.FromHexString(row.GetProperty("hex").GetString()!), row.GetProperty("inputs"))),
    ];
}

/// <summary>One of them.</summary>
/// <param name="Packet">Its code, or its structure's name.</param>
/// <param name="Bytes">With the header, where it has one.</param>
/// <param name="Inputs">What it was made from.</param>
internal sealed record SyntheticIvVector(string Packet, byte[] Bytes, JsonElement Inputs)
{
    public string Text(string input) => Inputs.GetProperty(input).GetString()!;

    public byte[] Hex(string input) => Convert.FromHexString(Text(input));

    public PrincipalId Id(string input) => new(Hex(input));
}

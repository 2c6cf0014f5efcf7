using System.Collections.Immutable;
using System.Text.Json;

namespace KerberosGen.Packets.Tests.Vectors;

/// <summary>A packet that something else made: its bytes, and what it was made from.</summary>
/// <param name="Label">The packet's code or structure name.</param>
/// <param name="Bytes">With the header, where it has one.</param>
/// <param name="Inputs">The values, keys and IVs.</param>
public sealed record PacketVector(string Label, byte[] Bytes, JsonElement Inputs)
{
    public string Text(string input) => Inputs.GetProperty(input).GetString()!;

    public byte[] Hex(string input) => Convert.FromHexString(Text(input));

    public PrincipalId Id(string input) => new(Hex(input));

    public Iv Iv => new(Hex("iv"));

    public AesKey SessionKey => new(Hex("session_key_hex"));
}

/// <summary>The vectors of one file of this folder.</summary>
public sealed class VectorFile
{
    public static VectorFile Golden { get; } = new("golden_packets.json");

    public static VectorFile Documented { get; } = new("documented_packets.json");

    public static VectorFile SyntheticIvs { get; } = new("synthetic_iv_packets.json");

    private VectorFile(string name)
    {
        using JsonDocument file = JsonDocument.Parse(File.ReadAllBytes(PathOf(name)));
        Packets =
        [
            .. file.RootElement.GetProperty("packets").EnumerateArray().Select(row => new PacketVector(
                row.GetProperty("packet").GetString()!.Split(' ')[0],
                Convert.FromHexString(row.GetProperty("hex").GetString()!),
                row.GetProperty("inputs").Clone())),
        ];
    }

    public ImmutableArray<PacketVector> Packets { get; }

    /// <summary>One row for each vector: its place in the file, and its label to be read.</summary>
    public TheoryData<int, string> Rows
    {
        get
        {
            var rows = new TheoryData<int, string>();
            for (int i = 0; i < Packets.Length; i++)
                rows.Add(i, Packets[i].Label);
            return rows;
        }
    }

    public PacketVector Of(string label) => Packets.Single(vector => vector.Label == label);

    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Vectors", name);
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using KerberosGen.Codec;
using KerberosGen.Layout;
using KerberosGen.Packets;

namespace KerberosGen.Testing.Tests;

/// <summary>The table's decoder and encoder agree with packets that python3 and openssl made.</summary>
public sealed class VectorTests
{
    private static readonly JsonElement[] Vectors =
    [
        .. JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Vectors", "documented_packets.json")))
            .RootElement.GetProperty("packets").EnumerateArray(),
    ];

    public static TheoryData<string> Packets() => [.. Vectors.Select(NameOf).Distinct()];

    [Theory]
    [MemberData(nameof(Packets))]
    public void A_recorded_packet_is_read_and_written_by_its_table(string packet)
    {
        foreach (JsonElement vector in Vectors.Where(v => NameOf(v) == packet))
        {
            byte[] bytes = Convert.FromHexString(vector.GetProperty("hex").GetString()!);
            List<PacketModel> models = [];
            if (int.TryParse(packet, CultureInfo.InvariantCulture, out int code))
            {
                DirectionLayout direction = code < 1600 ? PacketCatalog.Layout.Requests! : PacketCatalog.Layout.Responses!;
                models.Add(Read(direction.Header, bytes.AsSpan(0, direction.Header.Size!.Value)));
                byte[] payload = bytes[direction.Header.Size.Value..];
                models.Add(Read(direction.Find((ushort)models[0].Number("code"), (uint)payload.Length)!, payload));
            }
            else
            {
                models.Add(Read(PacketCatalog.Layout.Packets.Single(p => p.Name == packet), bytes));
            }

            Assert.Equal(bytes, models.SelectMany(LayoutEncoder.Encode));
            foreach (PacketModel model in models)
                AgreesWith(vector.GetProperty("inputs"), model);
        }
    }

    private static string NameOf(JsonElement vector) => vector.GetProperty("packet").GetString()!;

    private static PacketModel Read(PacketLayout layout, ReadOnlySpan<byte> bytes)
    {
        DecodedModel decoded = LayoutDecoder.Decode(layout, bytes);
        Assert.Equal((UnpackStatus.Done, bytes.Length), (decoded.Status, decoded.Consumed));
        return decoded.Model!;
    }

    private static void AgreesWith(JsonElement inputs, PacketModel model)
    {
        foreach (FieldModel field in model.Fields.Where(f => f.Layout.Encryption is null && inputs.TryGetProperty(f.Layout.Name, out _)))
        {
            JsonElement input = inputs.GetProperty(field.Layout.Name);
            switch (field.Value)
            {
                case EntriesModel entries:
                    Assert.Equal(input.GetArrayLength(), entries.Entries.Length);
                    for (int i = 0; i < entries.Entries.Length; i++)
                        AgreesWith(input[i], (PacketModel)entries.Entries[i]);
                    break;
                case NumberModel number:
                    Assert.Equal(input.ToString(), field.Layout.Type.Kind == FieldKind.Signed
                        ? number.Low.ToString(CultureInfo.InvariantCulture)
                        : number.Bits.ToString(CultureInfo.InvariantCulture));
                    break;
                case BytesModel bytes when field.Layout.Type.Kind == FieldKind.Text:
                    Assert.Equal(input.GetString(), Encoding.UTF8.GetString(bytes.Bytes.AsSpan()).TrimEnd('\0'));
                    break;
                case BytesModel bytes when field.Layout.Type.Display == BytesDisplay.IPv4:
                    Assert.Equal(input.GetString(), string.Join('.', bytes.Bytes));
                    break;
                case BytesModel bytes:
                    Assert.Equal(input.GetString(), Convert.ToHexStringLower(bytes.Bytes.AsSpan()));
                    break;
                default:
                    Assert.Fail($"{field.Layout.Name} is a {field.Value}");
                    break;
            }
        }
    }
}

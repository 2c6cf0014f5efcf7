using System.Buffers.Binary;
using System.Text;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Tests.Quick;

/// <summary>Valid packets of the chat protocol with random contents, made from its tables.</summary>
internal static class ChatSamples
{
    private static readonly string[] s_words = ["Michael Jackson", "", "Grüße", "日本語", "🎈", "a\"b\\c/<d>&'+`", "\u0001\u007f\u0085", "\u202eevil\ufeff", "x\ty\nz"];

    /// <summary>Every message, with the way it travels.</summary>
    public static IEnumerable<(byte[] Bytes, PacketDirection Direction)> Messages(Random random)
    {
        foreach (DirectionLayout tables in (DirectionLayout[])[Vector.Protocol.Requests!, Vector.Protocol.Responses!])
        {
            foreach (PacketLayout layout in tables.Messages)
            {
                List<byte> payload = [];
                Fill(layout, payload, random);
                List<byte> header = [];
                Fill(tables.Header, header, random);
                byte[] bytes = [.. header, .. payload];
                BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(tables.CodeField.Offset!.Value), layout.Code!.Value);
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(tables.PayloadSizeField.Offset!.Value), payload.Count);
                yield return (bytes, tables.Direction);
            }
        }
    }

    /// <summary>Bytes of which a few are others.</summary>
    public static byte[] Mutate(byte[] bytes, Random random)
    {
        byte[] mutated = [.. bytes, .. new byte[random.Next(8) == 0 ? random.Next(3) : 0]];
        if (random.Next(8) == 0)
            mutated = mutated[..random.Next(mutated.Length + 1)];
        for (int flips = random.Next(1, 4); flips > 0 && mutated.Length > 0; flips--)
            mutated[random.Next(mutated.Length)] = random.Next(3) switch { 0 => 0, 1 => 0xff, _ => (byte)random.Next(256) };
        return mutated;
    }

    private static void Fill(PacketLayout layout, List<byte> output, Random random)
    {
        int variable = random.Next(5) * 16;
        int entries = random.Next(4);
        foreach (FieldLayout row in layout.Fields)
        {
            if (row.Measures is not null)
                output.AddRange(BitConverter.GetBytes(variable).AsSpan(0, row.Type.Size!.Value));
            else if (row.Type.Kind == FieldKind.Packet)
                Fill(row.Type.Packet!, output, random);
            else if (row.Type.Kind == FieldKind.List)
                Enumerable.Range(0, entries).ToList().ForEach(_ => Fill(row.Type.Entry!.Packet!, output, random));
            else if (row.Type.Kind == FieldKind.Text)
                output.AddRange(TextOf(row.Type.Size!.Value, random));
            else
                output.AddRange(BytesOf(row.Type.Size ?? variable, random));
        }
    }

    private static byte[] TextOf(int size, Random random)
    {
        byte[] bytes = new byte[size];
        byte[] text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => s_words[random.Next(s_words.Length)])));
        text.AsSpan(0, Math.Min(text.Length, size - 1)).CopyTo(bytes);
        return bytes;
    }

    // Small values have the names of enums.
    private static byte[] BytesOf(int size, Random random)
    {
        byte[] bytes = new byte[size];
        if (random.Next(3) > 0)
            random.NextBytes(bytes);
        if (size > 0 && random.Next(2) == 0)
            bytes[0] = (byte)random.Next(6);
        return bytes;
    }
}

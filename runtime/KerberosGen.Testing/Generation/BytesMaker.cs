using System.Collections.Immutable;
using KerberosGen.Layout;

namespace KerberosGen.Testing.Generation;

/// <summary>Makes the content of bytes and text.</summary>
internal sealed class BytesMaker(Random random)
{
    private static readonly string[] Texts = ["a", "hello", "naïve Žofie", "日本", "with \"quotes\"\n", "{brace}"];

    public BytesModel Make(FieldType type, int size, bool withoutNul)
    {
        var bytes = new byte[size];
        switch (random.Next(type.Kind == FieldKind.Text ? 6 : 4))
        {
            case 0:
                break;
            case 1:
                Array.Fill(bytes, (byte)0xff);
                break;
            case 2 or 3:
                random.NextBytes(bytes);
                break;
            case 4:
                FillWithText(bytes);
                break;
            default:
                for (int i = 0; i < size; i++)
                    bytes[i] = (byte)random.Next(0x20, 0x7f);
                break;
        }

        if (type is { Kind: FieldKind.Text, Size: not null } && size > 0 && random.Next(2) == 0)
            bytes.AsSpan(random.Next(size)).Clear();
        if (withoutNul)
            bytes.AsSpan().Replace((byte)0, (byte)'0');
        return new BytesModel([.. bytes]);
    }

    private void FillWithText(byte[] bytes)
    {
        byte[] text = System.Text.Encoding.UTF8.GetBytes(Texts[random.Next(Texts.Length)]);
        for (int i = 0; i < bytes.Length; i++)
            bytes[i] = text[i % text.Length];
    }
}

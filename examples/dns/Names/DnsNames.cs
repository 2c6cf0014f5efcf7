using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using KerberosGen.Codec;

namespace KerberosGen.Examples.Dns;

/// <summary>Names as people write them, and as they stand in a message.</summary>
public static class DnsNames
{
    /// <summary>Bytes of the longest name, its lengths included (RFC 1035, section 2.3.4).</summary>
    public const int MaxSize = 255;

    private const int MaxLabelSize = 63;

    /// <summary>Reads a name, following its pointers.</summary>
    /// <param name="message">The whole message, from which pointers count.</param>
    /// <param name="name">A name of it.</param>
    /// <param name="text">With a dot behind each label: <c>www.example.org.</c></param>
    /// <returns>False if it is longer than a name can be, or leads out of the message or in a circle.</returns>
    public static bool TryRead(ReadOnlySpan<byte> message, DnsName name, [NotNullWhen(true)] out string? text)
    {
        text = null;
        var written = new StringBuilder();
        int size = 0;
        int limit = message.Length;
        while (true)
        {
            int pointer = limit;
            foreach (Label label in name.Labels)
            {
                if (label.Kind == LabelKind.Pointer)
                {
                    pointer = label.Offset;
                    continue;
                }

                size += 1 + label.Text.Length;
                if (size > MaxSize)
                    return false;
                if (label.Text.IsEmpty)
                {
                    text = written.Length == 0 ? "." : written.ToString();
                    return true;
                }

                Append(written, label.Text);
            }

            // Each pointer leads further back than the one before it, so that no circle can hold us.
            if (pointer >= limit || !DnsName.Unpack(message[pointer..], out name).IsDone)
                return false;
            limit = pointer;
        }
    }

    /// <summary>Writes a name in full, without pointers.</summary>
    /// <param name="text">With or without the dot at its end; of ASCII, without escapes.</param>
    /// <param name="room">Where to: <see cref="MaxSize"/> bytes are always enough.</param>
    /// <exception cref="FormatException">It is not a name.</exception>
    public static DnsName Write(string text, Span<byte> room)
    {
        string bare = text.EndsWith('.') ? text[..^1] : text;
        if (bare.Length > MaxSize - 2 || !Ascii.IsValid(bare))
            throw new FormatException($"'{text}' is not a domain name.");
        var labels = new PacketSequenceWriter<Label>(room);
        Span<byte> label = stackalloc byte[MaxLabelSize];
        foreach (Range range in bare.AsSpan().Split('.'))
        {
            ReadOnlySpan<char> part = bare.AsSpan()[range];
            if (bare.Length == 0)
                break;
            if (part.Length is 0 or > MaxLabelSize)
                throw new FormatException($"'{text}' is not a domain name.");
            labels.Add(new Label { Text = label[..Encoding.ASCII.GetBytes(part, label)] });
        }

        labels.Add(new Label());
        return new DnsName { Labels = labels.Sequence };
    }

    /// <summary>A name that stands elsewhere in the message.</summary>
    /// <param name="offset">Bytes from the message's start to it, at most 16,383.</param>
    /// <param name="room">Where to: two bytes.</param>
    public static DnsName PointTo(int offset, Span<byte> room)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)offset, 0x3fffu, nameof(offset));
        var labels = new PacketSequenceWriter<Label>(room);
        labels.Add(new Label { Kind = LabelKind.Pointer, Length = (byte)(offset >> 8), OffsetLow = (byte)offset });
        return new DnsName { Labels = labels.Sequence };
    }

    // As zone files write it (RFC 1035, section 5.1), so that no label can pass for two.
    private static void Append(StringBuilder written, ReadOnlySpan<byte> label)
    {
        foreach (byte octet in label)
        {
            if (octet is (byte)'.' or (byte)'\\')
                written.Append('\\').Append((char)octet);
            else if (octet is > 0x20 and < 0x7f)
                written.Append((char)octet);
            else
                written.Append(CultureInfo.InvariantCulture, $"\\{octet:D3}");
        }

        written.Append('.');
    }
}

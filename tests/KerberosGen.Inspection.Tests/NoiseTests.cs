using FsCheck.Xunit;
using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Rendering;
using KerberosGen.Inspector;
using Xunit;

namespace KerberosGen.Inspection.Tests;

public sealed class NoiseTests
{
    private static readonly byte[] Pcap = Vector.SessionPcap();

    [Property(MaxTest = 300)]
    public void Any_bytes_are_answered_in_both_directions_and_every_byte_is_shown_once(byte[] bytes)
    {
        foreach (PacketDirection direction in (PacketDirection[])[PacketDirection.Request, PacketDirection.Response])
            CheckAnswered(bytes, direction);
    }

    [Property(MaxTest = 300)]
    public void Mutated_and_spliced_packets_are_answered_and_every_byte_is_shown_once(int seed)
    {
        var random = new Random(seed);
        List<byte> bytes = [];
        for (int i = 0; i < 6; i++)
        {
            byte[] packet = [.. Vector.Golden[random.Next(Vector.Golden.Count)].Bytes];
            for (int flips = random.Next(4); flips > 0; flips--)
                packet[random.Next(Math.Min(packet.Length, 32))] ^= (byte)(1 << random.Next(8));
            bytes.AddRange(packet.Take(random.Next(3) == 0 ? random.Next(packet.Length) : packet.Length));
        }

        CheckAnswered([.. bytes], PacketDirection.Request);
        CheckAnswered([.. bytes], PacketDirection.Response);
    }

    [Property(MaxTest = 150)]
    public void Mutated_and_spliced_captures_end_with_packets_or_a_named_error(int seed)
    {
        var random = new Random(seed);
        byte[] capture = [.. Pcap];
        for (int flips = random.Next(1, 40); flips > 0; flips--)
            capture[random.Next(24, capture.Length)] = (byte)random.Next(256);
        int cut = random.Next(24, capture.Length);
        int resume = random.Next(24, capture.Length);
        byte[] spliced = [.. capture[..cut], .. capture[resume..]];
        using KeyChain keys = Vector.SessionKeys();
        var renderer = new AnnotatedRenderer(TextWriter.Null, new RenderOptions());
        int shown = 0;
        Exception? error = Record.Exception(() =>
        {
            var decoder = new CaptureDecoder(new PacketDecoder(Vector.Protocol, keys));
            foreach (DecodedPacket packet in decoder.DecodeAll(CaptureReader.OpenPcap(new MemoryStream(spliced))))
            {
                renderer.Write(packet);
                shown++;
            }
        });

        Assert.True(error is null or CaptureFormatException, error?.ToString());
        Assert.InRange(shown, 0, spliced.Length);
    }

    [Property(MaxTest = 200)]
    public void Any_bytes_as_a_pcapng_file_end_with_packets_or_a_named_error(byte[] bytes, uint length)
    {
        byte[] file = [0x0a, 0x0d, 0x0d, 0x0a, 28, 0, 0, 0, 0x4d, 0x3c, 0x2b, 0x1a, 1, 0, 0, 0, .. new byte[8], 28, 0, 0, 0,
            1, 0, 0, 0, .. BitConverter.GetBytes(length % 64 * 4), .. bytes];

        Exception? error = Record.Exception(() => Vector.DecodePcapng(file));

        Assert.True(error is null or CaptureFormatException, error?.ToString());
    }

    private static void CheckAnswered(byte[] bytes, PacketDirection direction)
    {
        List<DecodedPacket> packets = [.. StreamDecoder.DecodeAll(bytes, new PacketDecoder(Vector.Protocol), direction)];
        Assert.Equal(bytes, packets.SelectMany(p => p.Bytes.ToArray()));
        foreach (DecodedPacket packet in packets)
        {
            Assert.Equal(packet.Bytes.ToArray(), packet.Leaves().SelectMany(f => f.Bytes.ToArray()));
            Assert.Equal(packet.Status == DecodeStatus.Ok, !packet.Findings.Any(f => f.Severity == Severity.Error));
        }
    }
}

using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using KerberosGen;
using KerberosGen.Codec;
using KerberosGen.Crypto;
using KerberosGen.Framing;
using KerberosGen.Layout;

namespace Weather;

/// <summary>Everything that a protocol with a header, messages, a list and a secret is used for.</summary>
public static class Station
{
    public static void Run()
    {
        // A stream of three packets, one of them with a list and one sealed.
        var stream = new ArrayBufferWriter<byte>();
        using var cipher = new AesCbc(Convert.FromHexString("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"));
        Frame.Write(stream, new RequestHeader(), new Login { Name = new("Žofie"), Password = new("secret") });
        Frame.Write(stream, new RequestHeader(), new Report { Kind = ReportKind.Hourly, Readings = new Reading[] { new() { Hour = 6, Celsius = -4 }, new() { Hour = 7, Celsius = 300 } } });
        var note = new Note();
        note.Seal(cipher, Iv.Parse("0f0e0d0c0b0a09080706050403020100"), "all is well"u8, new byte[Note.SealedTextSize(11)]);
        Frame.Write(stream, new RequestHeader(), note);
        Console.WriteLine(Convert.ToHexStringLower(stream.WrittenSpan));

        var printer = new Printer();
        var rest = new ReadOnlySequence<byte>(stream.WrittenMemory);
        while (Frame.TryRead(ref rest, 1000, out RequestHeader header, out ReadOnlySequence<byte> payload) == FrameStatus.Done)
            Console.WriteLine(printer.Dispatch(cipher, in header, payload.FirstSpan));
        Console.WriteLine(printer.Dispatch(cipher, new RequestHeader { Code = 9 }, default));
        Console.WriteLine(printer.Dispatch(cipher, new RequestHeader { Code = 2 }, [1, 2, 6]));
        Console.WriteLine($"{Note.Unpack(new byte[10], out _).Status} {Note.Unpack(new byte[10], out _).Missing}");

        foreach (PacketLayout packet in PacketCatalog.Layout.Packets)
            Console.WriteLine($"{packet.Name} {packet.Kind} {packet.MinSize}: {string.Join(", ", packet.Fields.Select(f => $"{f.Name} @{f.Offset}"))}");
    }
}

[FixedText(8)]
public readonly partial struct Name;

[FixedText(8), Secret]
public readonly partial struct Password;

[FixedBytes(16)]
public readonly partial struct Iv;

public enum KeyRole
{
    Station,
}

public enum ReportKind : byte
{
    Daily = 1,
    Hourly = 2,
}

[Header(PacketDirection.Request)]
public partial struct RequestHeader
{
    [Code] public ushort Code;
    [PayloadSize] public uint PayloadSize;
}

[Request(1)]
public partial struct Login
{
    public Name Name;
    public Password Password;
}

[Packet]
public partial struct Reading
{
    public byte Hour;
    [BigEndian] public short Celsius;
}

[Request(2)]
public ref partial struct Report
{
    public ReportKind Kind;
    [CountOf(nameof(Readings))] public byte Count;
    public PacketList<Reading> Readings;
}

[Request(3)]
public ref partial struct Note
{
    [LengthOf(nameof(Text))] public ushort TextSize;
    public Iv Iv;
    [Encrypted<KeyRole>(KeyRole.Station, Iv = nameof(Iv), Plaintext = typeof(string))]
    public ReadOnlySpan<byte> Text;
}

internal sealed class Printer : RequestHandler<AesCbc, string>
{
    protected override string OnLogin(AesCbc cipher, in RequestHeader header, scoped in Login packet) => $"{packet} {packet == new Login { Name = new("Žofie"), Password = new("secret") }}";

    protected override string OnReport(AesCbc cipher, in RequestHeader header, scoped in Report packet)
    {
        var text = new List<string>();
        foreach (Reading reading in packet.Readings)
            text.Add($"{reading.Hour}:00 {reading.Celsius}");
        return $"{packet.Kind} {string.Join(", ", text)}";
    }

    protected override string OnNote(AesCbc cipher, in RequestHeader header, scoped in Note packet) =>
        packet.TryOpen(cipher, new byte[packet.Text.Length], out ReadOnlySpan<byte> text) ? $"{packet.ToString()}: {System.Text.Encoding.UTF8.GetString(text)}" : "sealed";

    protected override string OnUnexpected(AesCbc cipher, in RequestHeader header, PacketLayout packet) => $"unexpected {packet.Name}";

    protected override string OnUnknown(AesCbc cipher, in RequestHeader header, ReadOnlySpan<byte> payload) => $"unknown {header.Code}";

    protected override string OnInvalid(AesCbc cipher, in RequestHeader header, PacketLayout packet, UnpackResult result) => result.Describe(packet);
}

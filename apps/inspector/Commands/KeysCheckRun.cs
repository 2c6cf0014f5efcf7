using System.Text;
using KerberosGen.Codec;
using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Sessions;
using KerberosGen.Layout;

namespace KerberosGen.Inspector.Commands;

/// <summary>`inspector keys check`, once its arguments are understood.</summary>
/// <param name="protocol">Whose keys they are.</param>
/// <param name="keys">Where they go, to be tried on the capture.</param>
internal sealed class KeysCheckRun(ProtocolLayout protocol, KeyChain keys)
{
    private const int MostPackets = 8;

    private readonly List<Line> _lines = [];
    private readonly SortedDictionary<string, int> _closed = [];
    private bool _isUnreadable;
    private bool _hasProblems;

    /// <summary>Reads the files, tries their keys on the capture if there is one, and says what came of it.</summary>
    public int Run(string[] paths, InputRequest? capture)
    {
        foreach (string path in paths)
            Read(path);
        int? failed = capture is null ? null : Try(capture);
        using (var output = new StreamWriter(StandardOutput.Open(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
        {
            foreach (Line line in _lines)
                output.Write(line.Text + (capture is null || failed is not null || !line.HoldsKey ? "" : OpenedBy(line.Key)) + "\n");
            if (capture is not null && failed is null)
            {
                WriteClosed(output);
                WriteConnections(output);
            }
        }

        return failed ?? StatusOf(capture);
    }

    private int StatusOf(InputRequest? capture) => _isUnreadable ? ExitStatus.UnreadableInput
        : _hasProblems ? ExitStatus.DecodedWithErrors
        : capture is null || keys.Given.Any(k => k.OpenedCount > 0) ? ExitStatus.Clean
        : ExitStatus.NothingMatched;

    private void Read(string path)
    {
        if (!KeyFile.TryRead(path, protocol, out KeyFileContent content, out string error))
        {
            Failure.Say(ExitStatus.UnreadableInput, error);
            _isUnreadable = true;
            return;
        }

        using (content)
        {
            string name = Path.GetFileName(path);
            _lines.Add(new Line($"{DisplayText.Escape(path)}: {content.Format}", null, HoldsKey: false));
            foreach (KeyEntry entry in content.Entries)
            {
                KnownKey? key = entry.Key is { } material ? keys.AddOrFind(entry, material.Bytes, name) : null;
                _lines.Add(new Line(Describe(entry), key, HoldsKey: entry.Key is not null));
            }

            foreach ((int line, string expected) in content.Problems)
            {
                _hasProblems = true;
                Console.Error.Write(FormattableString.Invariant($"inspector: {DisplayText.Escape(path)}, line {line}: expected {expected}\n"));
            }

            if (content.MayBePasswords)
                Console.Error.Write($"inspector: if {DisplayText.Escape(path)} holds a password on each line, give it to `inspector decode` with --password-file\n");
        }
    }

    private static string Describe(KeyEntry entry)
    {
        string name = entry.OwnerName is null ? "" : "  " + DisplayText.Quote(Encoding.UTF8.GetBytes(entry.OwnerName));
        string owner = entry.Owner is { } id ? "  " + id : "";
        string key = entry.Fingerprint is { } fingerprint ? "  SHA-256 " + fingerprint : "  no key yet";
        return FormattableString.Invariant($"  line {entry.Line}  {entry.Kind}{name}{owner}{key}");
    }

    private int? Try(InputRequest request)
    {
        using PacketInput input = PacketInput.Open(request);
        if (input.Error is { } error)
            return Failure.Say(ExitStatus.UnreadableInput, error);
        try
        {
            foreach (DecodedPacket packet in input.Packets(new PacketDecoder(protocol, keys)))
                NoteClosed(packet);
            return null;
        }
        catch (CaptureFormatException exception)
        {
            return Failure.Say(ExitStatus.UnreadableInput, PacketInput.Describe(exception));
        }
    }

    private void NoteClosed(DecodedPacket packet)
    {
        foreach (string role in packet.Leaves().Where(f => f.Decryption is { Status: not DecryptionStatus.Opened }).Select(f => f.Decryption!.Role).Distinct())
            _closed[role] = _closed.GetValueOrDefault(role) + 1;
    }

    private void WriteClosed(StreamWriter output)
    {
        foreach ((string role, int count) in _closed)
            output.Write(FormattableString.Invariant($"closed: {count} {(count == 1 ? "packet" : "packets")} for want of a {role} key\n"));
    }

    private void WriteConnections(StreamWriter output)
    {
        var count = new ConnectionCount(keys.Connections.Admitted, keys.Connections.Authenticated);
        if (count.Admitted > 0)
            output.Write($"{count}\n");
    }

    private static string OpenedBy(KnownKey? key)
    {
        if (key is null or { OpenedCount: 0 })
            return "  opens nothing";
        string numbers = string.Join(", ", key.Opened.Take(MostPackets).Select(n => FormattableString.Invariant($"#{n}")));
        return FormattableString.Invariant($"  opens {key.OpenedCount} {(key.OpenedCount == 1 ? "packet" : "packets")}: {numbers}{(key.OpenedCount > MostPackets ? ", ..." : "")}");
    }

    private sealed record Line(string Text, KnownKey? Key, bool HoldsKey);
}

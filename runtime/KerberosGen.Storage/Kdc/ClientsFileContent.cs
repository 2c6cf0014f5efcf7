using System.Collections.Concurrent;
using System.Security.Cryptography;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Storage;

/// <summary>What clients.txt held when it was opened.</summary>
internal sealed class ClientsFileContent
{
    private ClientsFileContent()
    {
    }

    /// <summary>The clients, in the order of the file.</summary>
    public List<ClientEntry> Clients { get; } = [];

    /// <summary>The same, by name.</summary>
    public HashSet<ClientEntry> Names { get; } = new(new ClientNameComparer());

    /// <summary>The same, by id.</summary>
    public ConcurrentDictionary<PrincipalId, ClientEntry> ById { get; } = new();

    /// <summary>Bytes that the file has, or will have once the torn line is gone.</summary>
    public long Length { get; private set; }

    /// <summary>True if the last line has no line end.</summary>
    public bool LacksLineEnd { get; private set; }

    /// <summary>
    /// What a crash in the middle of an append left at the end: no line end, and no sense. Nobody was told that it was
    /// registered. Null if there is nothing of the kind.
    /// </summary>
    public byte[]? TornLine { get; private set; }

    private int TornLineNumber { get; set; }

    /// <summary>Reads the file, and changes nothing.</summary>
    /// <exception cref="FileFormatException">A line makes no sense, or repeats an id or a name.</exception>
    public static ClientsFileContent Read(string path, TimeZoneInfo zone)
    {
        var content = new ClientsFileContent();
        if (Utf8File.ReadBytes(path) is not { } bytes)
            return content;
        content.Length = bytes.Length;
        ReadOnlySpan<byte> rest = Utf8File.WithoutMark(bytes);
        for (int number = 1; !rest.IsEmpty; number++)
        {
            int end = rest.IndexOf((byte)'\n');
            bool isEnded = end >= 0;
            ReadOnlySpan<byte> line = isEnded ? rest[..end] : rest;
            rest = isEnded ? rest[(end + 1)..] : [];
            content.LacksLineEnd = !isEnded;
            content.Take(path, number, line, isEnded, zone);
        }

        CryptographicOperations.ZeroMemory(bytes);
        return content;
    }

    /// <summary>Puts a torn line aside, into clients.txt.torn, and cuts it off.</summary>
    public void MendTornLine(string path, Action<string> notice)
    {
        if (TornLine is null)
            return;
        string aside = path + ".torn";
        using (FileStream stream = AtomicFile.Open(aside, FileMode.Append))
        {
            stream.Write([.. TornLine, (byte)'\n']);
            stream.Flush(flushToDisk: true);
        }

        DirectorySync.Flush(Path.GetDirectoryName(path)!);
        using (FileStream stream = AtomicFile.Open(path, FileMode.Open))
        {
            stream.SetLength(Length);
            stream.Flush(flushToDisk: true);
        }

        notice($"{FileFormatException.Position(path, TornLineNumber)}: the last line was cut off in the middle ({TornLine.Length} bytes), as a crash leaves it; "
            + $"nobody was told that it was registered. It is in {aside} now, and the KDC goes on without it.");
    }

    private void Take(string path, int number, ReadOnlySpan<byte> line, bool isEnded, TimeZoneInfo zone)
    {
        ReadOnlySpan<byte> text = Utf8File.WithoutCarriageReturn(line);
        if (text.IsEmpty)
            return;
        if (!ClientLine.TryParse(text, zone, out ClientPrincipal? client, out string? problem))
        {
            if (isEnded)
                throw FileFormatException.Because(path, number, problem);
            TornLine = line.ToArray();
            TornLineNumber = number;
            Length -= line.Length;
            LacksLineEnd = false;
            return;
        }

        var entry = new ClientEntry(client);
        if (!ById.TryAdd(client.Id, entry))
            throw new FileFormatException(path, number, "an earlier line has this id");
        if (!Names.Add(entry))
            throw new FileFormatException(path, number, "an earlier line has this name");
        Clients.Add(entry);
    }
}

using System.Security.Cryptography;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Storage;

/// <summary>What clients.txt held when it was opened.</summary>
internal sealed class ClientsFileContent
{
    private const int BufferSize = 256 * 1024;

    private readonly string _path;
    private readonly TimeZoneInfo _zone;
    private int _lines;

    private ClientsFileContent(string path, TimeZoneInfo zone)
    {
        _path = path;
        _zone = zone;
    }

    /// <summary>The clients, in the order of the file.</summary>
    public ClientTable Clients { get; } = new();

    /// <summary>Bytes that the file has, or will have once the torn line is gone.</summary>
    public long Length { get; private set; }

    /// <summary>True if the last line has no line end.</summary>
    public bool LacksLineEnd { get; private set; }

    /// <summary>
    /// What a crash in the middle of an append left at the end: the beginning of a line. Nobody was told that it was registered. Null if there is nothing of the kind.
    /// </summary>
    public byte[]? TornLine { get; private set; }

    /// <summary>Reads the file, and changes nothing.</summary>
    /// <exception cref="FileFormatException">A line makes no sense, or repeats an id or a name.</exception>
    public static ClientsFileContent Read(string path, TimeZoneInfo zone)
    {
        var content = new ClientsFileContent(path, zone);
        if (Path.Exists(path))
            content.Read();
        return content;
    }

    /// <summary>Puts a torn line aside, into clients.txt.torn, and cuts it off.</summary>
    public void MendTornLine(Action<string> notice)
    {
        if (TornLine is null)
            return;
        string aside = _path + ".torn";
        using (FileStream stream = AtomicFile.Open(aside, FileMode.Append))
        {
            stream.Write([.. TornLine, (byte)'\n']);
            stream.Flush(flushToDisk: true);
        }

        DirectorySync.Flush(Path.GetDirectoryName(_path)!);
        using (FileStream stream = AtomicFile.Open(_path, FileMode.Open))
        {
            stream.SetLength(Length);
            stream.Flush(flushToDisk: true);
        }

        notice($"{FileFormatException.Position(_path, _lines)}: the last line was cut off in the middle ({TornLine.Length} bytes), as a crash leaves it; "
            + $"nobody was told that it was registered. It is in {aside} now, and the KDC goes on without it.");
    }

    private void Read()
    {
        using var stream = new FileStream(
            _path, new FileStreamOptions { Share = FileShare.Read, BufferSize = 0, Options = FileOptions.SequentialScan });
        Clients.Reserve((int)Math.Min(stream.Length / ClientLine.MinSize, int.MaxValue));
        byte[] buffer = new byte[BufferSize];
        int held = 0;
        try
        {
            while (stream.Read(buffer, held, buffer.Length - held) is > 0 and var read)
            {
                Length += read;
                held = TakeLines(buffer, held, held + read);
                if (held == buffer.Length)
                    buffer = Doubled(buffer);
            }

            if (held > 0)
                Take(buffer.AsSpan(0, held), isEnded: false);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
    }

    private static byte[] Doubled(byte[] buffer)
    {
        byte[] doubled = new byte[buffer.Length * 2];
        buffer.CopyTo(doubled, 0);
        CryptographicOperations.ZeroMemory(buffer);
        return doubled;
    }

    /// <summary>Takes the whole lines, and moves the rest to the front.</summary>
    /// <returns>Bytes of the rest.</returns>
    private int TakeLines(byte[] buffer, int searched, int end)
    {
        int start = 0;
        while (buffer.AsSpan(searched, end - searched).IndexOf((byte)'\n') is >= 0 and var size)
        {
            Take(buffer.AsSpan(start, searched + size - start), isEnded: true);
            start = searched = searched + size + 1;
        }

        buffer.AsSpan(start, end - start).CopyTo(buffer);
        return end - start;
    }

    private void Take(ReadOnlySpan<byte> line, bool isEnded)
    {
        _lines++;
        if (_lines == 1)
            line = Utf8File.WithoutMark(line);
        if (!isEnded && line.IsEmpty)
            return;
        LacksLineEnd = !isEnded;
        ReadOnlySpan<byte> text = Utf8File.WithoutCarriageReturn(line);
        if (text.IsEmpty)
            return;
        Span<byte> id = stackalloc byte[PrincipalId.Size], key = stackalloc byte[AesKey.Size];
        if (ClientLine.TryParsePlain(text, _zone, id, key, out ReadOnlySpan<byte> name, out DateTimeOffset lastSeen))
        {
            Add(id, name, key, lastSeen);
        }
        else if (ClientLine.TryParse(text, _zone, out ClientPrincipal? client, out string? problem))
        {
            Add(client.Id.Bytes, client.Name.Utf8, client.Key.Bytes, client.LastSeen);
            client.Key.Dispose();
        }
        else if (isEnded || !ClientLine.CanBeCutOff(line))
        {
            throw FileFormatException.Because(_path, _lines, problem);
        }
        else
        {
            TornLine = line.ToArray();
            Length -= line.Length;
            LacksLineEnd = false;
        }

        CryptographicOperations.ZeroMemory(key);
    }

    private void Add(ReadOnlySpan<byte> id, ReadOnlySpan<byte> name, ReadOnlySpan<byte> key, DateTimeOffset lastSeen)
    {
        if (Clients.Contains(new PrincipalId(id)))
            throw new FileFormatException(_path, _lines, "an earlier line has this id");
        if (Clients.Contains(name))
            throw new FileFormatException(_path, _lines, "an earlier line has this name");
        Clients.Add(id, name, key, lastSeen);
    }
}

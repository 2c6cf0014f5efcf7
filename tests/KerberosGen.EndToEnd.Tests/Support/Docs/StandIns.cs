using System.Globalization;
using System.Text.RegularExpressions;

namespace KerberosGen.EndToEnd.Tests;

/// <summary>What this machine has for what pages name: a folder of the test's own for <c>/tmp/try</c>, free ports, servers of the tests.</summary>
internal sealed partial class StandIns
{
    private const string Folder = "/tmp/try";

    private readonly string _folder;
    private readonly Dictionary<string, string> _ports = [];
    private readonly Regex _namedPort;
    private readonly Regex _peer;

    /// <summary>Chooses ports.</summary>
    /// <param name="folder">For /tmp/try.</param>
    /// <param name="ports">The ports that the pages name; what follows one by one in the pages does so here.</param>
    public StandIns(string folder, params int[] ports)
    {
        _folder = folder;
        for (int i = 0; i < ports.Length; i++)
        {
            int first = i;
            while (i + 1 < ports.Length && ports[i + 1] == ports[i] + 1)
                i++;
            int free = FreePorts.Take(i - first + 1);
            for (int at = first; at <= i; at++)
                _ports.Add(Text(ports[at]), Text(free + at - first));
        }

        _namedPort = new Regex($@"\b(?:{string.Join('|', _ports.Keys)})\b");
        _peer = new Regex($@"(127\.0\.0\.1|0\.0\.0\.0):(?!(?:{string.Join('|', _ports.Keys)})\b)\d+");
    }

    /// <summary>Texts of a page, and what stands for them in a command here.</summary>
    public IReadOnlyList<(string InPage, string Here)> InCommands { get; init; } = [];

    /// <summary>Texts that are printed here, and what a page has for them.</summary>
    public IReadOnlyList<(string Here, string InPage)> InOutput { get; init; } = [];

    /// <summary>What else the programs need to know of it.</summary>
    public IReadOnlyList<(string Name, string Value)> Variables { get; init; } = [];

    /// <summary>What the programs need to know of it.</summary>
    public (string Name, string Value)[] Environment =>
    [
        ("PATH", $"{string.Join(':', new[] { "kdc", "room", "client" }.Select(static app => Path.GetDirectoryName(Apps.PathOf(app))))}:{System.Environment.GetEnvironmentVariable("PATH")}"),
        ("LC_ALL", "C.UTF-8"),
        ("TZ", "UTC"),
        .. Variables,
    ];

    /// <summary>A command for this machine.</summary>
    public string Here(string command)
    {
        string here = command.Replace(Folder, _folder, StringComparison.Ordinal);
        foreach ((string inPage, string here_) in InCommands)
            here = here.Replace(inPage, here_, StringComparison.Ordinal);
        return _namedPort.Replace(here, found => _ports[found.Value]);
    }

    /// <summary>What was printed, in the pages' words.</summary>
    public string InPage(string line)
    {
        string said = line.Replace(_folder, Folder, StringComparison.Ordinal);
        foreach ((string here, string inPage) in InOutput)
            said = said.Replace(here, inPage, StringComparison.Ordinal);
        foreach ((string named, string here) in _ports)
            said = Regex.Replace(said, $@"\b{here}\b", named);
        return said;
    }

    /// <summary>A line without what differs each time: ids, keys, times, the ports of peers, the user.</summary>
    public string EssenceOf(string line)
    {
        line = Digest().Replace(line, "(digest)");
        line = Id().Replace(line, "(id)");
        line = Key().Replace(line, "(key)");
        line = Time().Replace(line, "(time)");
        line = User().Replace(line, "\"uid\":0,\"user\":\"root\"");
        line = Act().Replace(line, "\"act\":\"(number)\"");
        return _peer.Replace(line, "$1:(port)");
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\b[0-9a-f]{64}\b")]
    private static partial Regex Digest();

    [GeneratedRegex(@"\b[0-9a-f]{32}\b|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")]
    private static partial Regex Id();

    [GeneratedRegex("[A-Za-z0-9+/]{43}=|(?<=\"password\": \")[A-Za-z0-9_-]{32}")]
    private static partial Regex Key();

    [GeneratedRegex(@"\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|\+\d\d:\d\d)?|\b\d\d/\d\d/\d\d_\d\d:\d\d:\d\d|\b\d\d:\d\d:\d\d\b|(?<=  )\d\d:\d\d(?=  |$)")]
    private static partial Regex Time();

    [GeneratedRegex("\"uid\":\\d+,\"user\":\"[^\"]*\"")]
    private static partial Regex User();

    [GeneratedRegex("\"act\":\"[0-9a-f]{16}\"")]
    private static partial Regex Act();
}

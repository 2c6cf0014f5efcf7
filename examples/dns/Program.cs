using System.Globalization;
using System.Net;
using System.Net.Sockets;
using KerberosGen.Codec;
using KerberosGen.Examples.Dns;

const string Usage = """
    dns NAME [TYPE] [@SERVER[:PORT]]   asks a server, the system's unless one is given
    dns serve PORT 'NAME TYPE DATA'... answers for these records on loopback until it is stopped
    """;

try
{
    return args switch
    {
        ["serve", var port, .. var records] => await ServeAsync(ushort.Parse(port, CultureInfo.InvariantCulture), records),
        [var name, .. var rest] when name != "--help" => await AskAsync(name, rest),
        _ => Say(Console.Out, Usage, 0),
    };
}
catch (Exception e) when (e is FormatException or OverflowException or SocketException or IOException)
{
    return Say(Console.Error, e.Message, 2);
}
catch (OperationCanceledException)
{
    return Say(Console.Error, "The server did not answer in 5 seconds.", 1);
}

static async Task<int> AskAsync(string name, string[] rest)
{
    IPEndPoint server = SystemServer();
    RecordType type = RecordType.A;
    foreach (string word in rest)
    {
        if (word.StartsWith('@'))
            server = ServerOf(IPEndPoint.Parse(word[1..]));
        else if (!Enum.TryParse(word, ignoreCase: true, out type))
            throw new FormatException($"'{word}' is not a record type: {string.Join(", ", Enum.GetValues<RecordType>().Select(RecordText.Show))}.");
    }

    using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
    return Show(await new Resolver(server).AskAsync(name, type, patience.Token));
}

static int Show(byte[] answer)
{
    UnpackResult result = DnsMessage.Unpack(answer, out DnsMessage message);
    if (!result.IsDone)
        return Say(Console.Error, result.Describe(DnsMessage.Layout), 1);
    if (message.ResponseCode != ResponseCode.NoError)
        return Say(Console.Error, $"{message.ResponseCode}", 1);
    foreach (ResourceRecord record in message.Answers)
        Console.WriteLine(RecordText.Show(answer, record));
    return 0;
}

static async Task<int> ServeAsync(ushort port, string[] records)
{
    var zone = new Zone([.. records.Select(ZoneRecord.Parse)]);
    await using DnsServer server = DnsServer.Start(zone, new IPEndPoint(IPAddress.Loopback, port));
    Console.WriteLine($"Answering on {server.EndPoint}");
    var stopped = new TaskCompletionSource();
    Console.CancelKeyPress += (_, stop) =>
    {
        stop.Cancel = true;
        stopped.TrySetResult();
    };
    await stopped.Task;
    return 0;
}

static IPEndPoint ServerOf(IPEndPoint given) => given.Port == 0 ? new IPEndPoint(given.Address, 53) : given;

static IPEndPoint SystemServer()
{
    const string File = "/etc/resolv.conf";
    IEnumerable<string> lines = System.IO.File.Exists(File) ? System.IO.File.ReadLines(File) : [];
    string? first = lines.FirstOrDefault(static l => l.StartsWith("nameserver ", StringComparison.Ordinal));
    return new IPEndPoint(first is null ? IPAddress.Loopback : IPAddress.Parse(first.Split(' ')[1]), 53);
}

static int Say(TextWriter writer, string text, int status)
{
    writer.WriteLine(text);
    return status;
}

using System.Net;
using System.Security.Cryptography;

namespace KerberosGen.Hosting;

/// <summary>
/// What a UDP server remembers of its peers: recent answers, so that a request sent again is not done twice, and how many
/// bytes each source address was sent this second. Both are bounded. For one thread.
/// </summary>
internal sealed class DatagramMemory(TimeProvider clock)
{
    /// <summary>Bytes that one source address may be sent in a second.</summary>
    public const int BytesPerSecond = 256 * 1024;

    private const int MaxAnswers = 4096;
    private const int MaxSources = 65_536;

    private static readonly TimeSpan AnswerLife = TimeSpan.FromSeconds(10);

    private readonly Dictionary<RequestKey, (ReadOnlyMemory<byte> Bytes, DateTimeOffset Until)> _answers = [];
    private readonly Queue<(RequestKey Key, DateTimeOffset Until)> _ends = new();
    private readonly Dictionary<IPAddress, int> _spent = [];
    private long _second;

    /// <summary>The answer to the same request from the same peer a moment ago, or null.</summary>
    public ReadOnlyMemory<byte>? FindAnswer(IPEndPoint peer, ReadOnlySpan<byte> request) =>
        _answers.TryGetValue(RequestKey.Of(peer, request), out (ReadOnlyMemory<byte> Bytes, DateTimeOffset Until) answer) && answer.Until >= clock.GetUtcNow()
            ? answer.Bytes
            : default(ReadOnlyMemory<byte>?);

    /// <summary>Keeps an answer for a moment.</summary>
    public void Remember(IPEndPoint peer, ReadOnlySpan<byte> request, ReadOnlyMemory<byte> answer)
    {
        DateTimeOffset now = clock.GetUtcNow();
        while (_ends.TryPeek(out (RequestKey Key, DateTimeOffset Until) oldest) && (oldest.Until < now || _ends.Count >= MaxAnswers))
            _answers.Remove(_ends.Dequeue().Key);
        RequestKey key = RequestKey.Of(peer, request);
        DateTimeOffset until = now + AnswerLife;
        if (_answers.TryAdd(key, (answer, until)))
            _ends.Enqueue((key, until));
    }

    /// <summary>Takes bytes from a source address's budget; false if it has not that many left this second.</summary>
    public bool TrySpend(IPAddress source, int bytes)
    {
        long second = clock.GetUtcNow().ToUnixTimeSeconds();
        if (second != _second || _spent.Count >= MaxSources)
        {
            _second = second;
            _spent.Clear();
        }

        int spent = _spent.GetValueOrDefault(source);
        if (spent + bytes > BytesPerSecond)
            return false;
        _spent[source] = spent + bytes;
        return true;
    }

    private readonly record struct RequestKey(IPAddress Address, int Port, UInt128 Digest)
    {
        public static RequestKey Of(IPEndPoint peer, ReadOnlySpan<byte> request)
        {
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(request, hash);
            return new RequestKey(peer.Address, peer.Port, System.Runtime.InteropServices.MemoryMarshal.Read<UInt128>(hash));
        }
    }
}

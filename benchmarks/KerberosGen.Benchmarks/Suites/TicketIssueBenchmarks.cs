using System.Buffers;
using System.Net;
using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using KerberosGen.Benchmarks.Roles;
using KerberosGen.Crypto;
using KerberosGen.Framing;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Benchmarks.Suites;

/// <summary>
/// A whole ticket request through the KDC's role: both principals found, a random session key, EncryptedKey and Ticket sealed under
/// synthetic IVs, 1603 packed; and the same with random IVs, which prove nothing. The ratio is to the encryption of one block on
/// a kept transform.
/// </summary>
public class TicketIssueBenchmarks : IDisposable
{
    private readonly FixedPrincipals _store = new();
    private readonly ArrayBufferWriter<byte> _output = new(1024);
    private readonly byte[] _iv = new byte[AesCbc.BlockSize];
    private readonly byte[] _plaintext = new byte[AesCbc.BlockSize - 1];
    private readonly byte[] _ciphertext = new byte[AesCbc.BlockSize];
    private readonly byte[] _payload = new byte[TicketRequest.Size];
    private readonly RequestHeader _header;
    private readonly KdcExchange _exchange;
    private readonly AesCbc _kept;
    private readonly AesCbc _service;
    private readonly BatchedRandomSource _random = new(SystemRandomSource.Instance);
    private readonly RandomBlocks _ivs = new(SystemRandomSource.Instance);
    private KeyDistributionCenter? _keeping;
    private KeyDistributionCenter? _making;

    public TicketIssueBenchmarks()
    {
        _kept = new AesCbc(_store.Client.Key.Bytes);
        _service = new AesCbc(_store.Service.Key.Bytes);
        _exchange = new KdcExchange(new IPEndPoint(IPAddress.Loopback, 40000), _output, new SilentObserver(), CancellationToken.None);
        _header = new RequestHeader { ClientId = _store.Client.Id, Version = ProtocolLimits.Version, Code = TicketRequest.Code, PayloadSize = TicketRequest.Size };
        new TicketRequest { ServiceId = _store.Service.Id }.Pack(_payload);
    }

    [Params(WireLayout.Documented, WireLayout.Original)]
    public WireLayout Layout { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var options = new KdcOptions { Layout = Layout, TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin") };
        _keeping = new KeyDistributionCenter(_store, options, TimeProvider.System, SystemRandomSource.Instance);
        _making = new KeyDistributionCenter(_store, options with { CipherCacheSize = 0 }, TimeProvider.System, SystemRandomSource.Instance);
    }

    [Benchmark(Baseline = true)]
    public int OneBlock() => _kept.Encrypt(_iv, _plaintext, _ciphertext, CipherPadding.Pkcs7);

    [Benchmark]
    public int CiphersKept() => Issue(_keeping!);

    [Benchmark]
    public int CiphersMade() => Issue(_making!);

    /// <summary>The documented layout's alone: by hand, for no KDC does it.</summary>
    [Benchmark]
    public int RandomIvs()
    {
        AesKey sessionKey = default;
        ((IRandomSource)_random).FillWithoutZeros(MemoryMarshal.AsBytes(new Span<AesKey>(ref sessionKey)));
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        var response = new TicketResponse { ClientId = _store.Client.Id };
        response.EncryptedKey.Seal(_kept, new Iv(_ivs.Next()), default(Nonce), in sessionKey);
        response.Ticket.Version = ProtocolLimits.Version;
        response.Ticket.ClientId = _store.Client.Id;
        response.Ticket.ServiceId = _store.Service.Id;
        response.Ticket.CreatedAt = now.ToUnixTimeSeconds();
        response.Ticket.Seal(_service, new Iv(_ivs.Next()), in sessionKey, TimeTextFormat.Format(now.AddDays(1), TimeZoneInfo.Utc));
        _output.ResetWrittenCount();
        Frame.Write(_output, new ResponseHeader { Version = ProtocolLimits.Version }, in response);
        return _output.WrittenCount;
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _keeping?.Dispose();
        _making?.Dispose();
        _kept.Dispose();
        _service.Dispose();
        _random.Dispose();
        GC.SuppressFinalize(this);
    }

    private int Issue(KeyDistributionCenter kdc)
    {
        _output.ResetWrittenCount();
        ValueTask<Disposition> answered = kdc.AnswerAsync(in _header, _payload, _exchange);
        return answered.IsCompletedSuccessfully ? _output.WrittenCount : -1;
    }
}

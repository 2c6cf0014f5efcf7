using System.Buffers;
using System.Net;
using BenchmarkDotNet.Attributes;
using KerberosGen.Benchmarks.Roles;
using KerberosGen.Crypto;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Benchmarks.Suites;

/// <summary>
/// A whole ticket request through the KDC's role: both principals found, a random session key and two IVs, EncryptedKey and
/// Ticket sealed, 1603 packed. The ratio is to the encryption of one block on a kept transform: under 12 of those where the
/// ciphers are kept.
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
    private KeyDistributionCenter? _keeping;
    private KeyDistributionCenter? _making;

    public TicketIssueBenchmarks()
    {
        _kept = new AesCbc(_store.Client.Key.Bytes);
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

    [GlobalCleanup]
    public void Dispose()
    {
        _keeping?.Dispose();
        _making?.Dispose();
        _kept.Dispose();
        GC.SuppressFinalize(this);
    }

    private int Issue(KeyDistributionCenter kdc)
    {
        _output.ResetWrittenCount();
        ValueTask<Disposition> answered = kdc.AnswerAsync(in _header, _payload, _exchange);
        return answered.IsCompletedSuccessfully ? _output.WrittenCount : -1;
    }
}

using System.Buffers;
using BenchmarkDotNet.Attributes;
using KerberosGen.Benchmarks.Roles;
using KerberosGen.Crypto;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Benchmarks.Suites;

/// <summary>
/// A room's check of a ticket and its authenticator (1028): both opened and proved, all rules but the replay cache's. Once for each
/// connection: two ciphers and a MAC are made for its session key.
/// </summary>
public class DoorBenchmarks : IDisposable
{
    private readonly FixedPrincipals _store = new();
    private readonly RoomDoor _door;
    private readonly RequestHeader _header;
    private readonly SymmetricKeyRequest _request;

    public DoorBenchmarks()
    {
        var identity = new RoomIdentity(_store.Service.Id, _store.Service.Name, _store.Service.Key);
        _door = new RoomDoor(identity, new RoomOptions { KdcTimeZone = TimeZoneInfo.Utc }, TimeProvider.System);
        using SessionTicket ticket = MakeTicket();
        using var session = new ClientSession(_store.Client.Id, ticket, TimeProvider.System, TimeZoneInfo.Utc);
        var output = new ArrayBufferWriter<byte>();
        session.WriteTicket(output);
        RequestHeader.Unpack(output.WrittenSpan, out _header);
        SymmetricKeyRequest.Unpack(output.WrittenSpan[RequestHeader.Size..], out _request);
    }

    /// <exception cref="InvalidOperationException">It is not admitted, and authenticated.</exception>
    [Benchmark]
    public bool Admit()
    {
        bool isAdmitted = _door.TryAdmit(in _header, in _request, out Admission? admission, out string? refusal);
        if (!isAdmitted || !admission!.IsAuthenticated)
            throw new InvalidOperationException(refusal);
        admission.SessionKey.Dispose();
        return isAdmitted;
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _door.Dispose();
        GC.SuppressFinalize(this);
    }

    private SessionTicket MakeTicket()
    {
        var key = KeyMaterial.NewWithoutZeros(AesKey.Size, SystemRandomSource.Instance);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        var ticket = new Ticket { Version = ProtocolLimits.Version, ClientId = _store.Client.Id, ServiceId = _store.Service.Id, CreatedAt = now.ToUnixTimeSeconds() };
        using var cipher = new AesCbc(_store.Service.Key.Bytes);
        using AesCmac mac = SyntheticIvKey.Derive(_store.Service.Key.Bytes, SyntheticIvKey.Ticket);
        ticket.Seal(cipher, mac, [], new AesKey(key.Bytes), TimeTextFormat.Format(now.AddDays(1), TimeZoneInfo.Utc));
        byte[] packed = new byte[Ticket.Size];
        ticket.Pack(packed);
        return new SessionTicket(_store.Service.Id, key, default, packed) { IsAuthenticated = true };
    }
}

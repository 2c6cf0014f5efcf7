using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Storage;

/// <summary>
/// Writes a dump (<see cref="DumpReader"/> reads it), in bounded memory. The same principals make the same bytes. LastSeen is
/// kept to the second, as the seed's files have it. Keys stand in it as they are: whoever can read a dump is every principal.
/// </summary>
public sealed class DumpWriter : IDisposable
{
    private const int FlushSize = 64 * 1024;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Stream _stream;
    private readonly ArrayBufferWriter<byte> _buffer = new(FlushSize + DumpFormat.MaxLineSize);
    private readonly Utf8JsonWriter _json;
    private readonly IncrementalHash _digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _services;
    private long _clients;

    /// <summary>Begins a dump.</summary>
    /// <param name="stream">Where to; it stays open.</param>
    public DumpWriter(Stream stream)
    {
        _stream = stream;
        _json = new Utf8JsonWriter(_buffer, Options);
        Begin();
        _json.WriteString(DumpFormat.FormatField, DumpFormat.Name);
        End();
    }

    /// <summary>Writes a service.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public ValueTask WriteAsync(ServicePrincipal service, CancellationToken cancellation)
    {
        BeginPrincipal(DumpFormat.ServiceKind, service.Id, service.Name, service.Key.Bytes);
        _json.WriteString(DumpFormat.AddressField, EndPointText.Of(service.EndPoint));
        _json.WriteBoolean(DumpFormat.DisabledField, service.IsDisabled);
        End();
        _services++;
        return FlushIfFullAsync(cancellation);
    }

    /// <summary>Writes a client.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public ValueTask WriteAsync(ClientPrincipal client, CancellationToken cancellation)
    {
        BeginPrincipal(DumpFormat.ClientKind, client.Id, client.Name, client.Key.Bytes);
        _json.WriteString(DumpFormat.LastSeenField, client.LastSeen.UtcDateTime.ToString(JsonRow.TimeFormat, CultureInfo.InvariantCulture));
        _json.WriteBoolean(DumpFormat.DisabledField, client.IsDisabled);
        End();
        _clients++;
        return FlushIfFullAsync(cancellation);
    }

    /// <summary>Writes the last line: without it, nobody imports the dump.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public async ValueTask CompleteAsync(CancellationToken cancellation)
    {
        Begin();
        _json.WriteString(DumpFormat.KindField, DumpFormat.EndKind);
        _json.WriteNumber(DumpFormat.ServicesField, _services);
        _json.WriteNumber(DumpFormat.ClientsField, _clients);
        _json.WriteString(DumpFormat.DigestField, Convert.ToHexStringLower(_digest.GetHashAndReset()));
        End();
        await FlushAsync(cancellation).ConfigureAwait(false);
        await _stream.FlushAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Clears what was buffered.</summary>
    public void Dispose()
    {
        _json.Dispose();
        _buffer.Clear();
        _digest.Dispose();
    }

    private void BeginPrincipal(string kind, PrincipalId id, PrincipalName name, ReadOnlySpan<byte> key)
    {
        Begin();
        _json.WriteString(DumpFormat.KindField, kind);
        _json.WriteString(DumpFormat.IdField, id.ToString());
        _json.WriteString(DumpFormat.NameField, name.Utf8);
        _json.WriteBase64String(DumpFormat.KeyField, key);
    }

    private void Begin() => _json.WriteStartObject();

    private void End()
    {
        _json.WriteEndObject();
        _json.Flush();
        int size = (int)_json.BytesCommitted + 1;
        _json.Reset();
        _buffer.Write("\n"u8);
        _digest.AppendData(_buffer.WrittenSpan[^size..]);
    }

    private ValueTask FlushIfFullAsync(CancellationToken cancellation) =>
        _buffer.WrittenCount < FlushSize ? ValueTask.CompletedTask : FlushAsync(cancellation);

    private async ValueTask FlushAsync(CancellationToken cancellation)
    {
        await _stream.WriteAsync(_buffer.WrittenMemory, cancellation).ConfigureAwait(false);
        _buffer.Clear();
    }
}

using System.Buffers;
using System.Buffers.Binary;
using KerberosGen.Framing;
using KerberosGen.Load.Populations;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Load.Traffic;

/// <summary>1026, asked by one client.</summary>
internal sealed class ListRequests : IRequests
{
    private static readonly int AnswerBytes = ResponseHeader.Size + (Population.ServiceCount * ServiceEntry.Size);

    private readonly byte[] _request;
    private readonly bool _isChecked;
    private readonly byte[] _firstId = Population.IdOfService(0).Bytes.ToArray();

    /// <summary>Makes the request.</summary>
    /// <param name="isChecked">False for a server that answers the same bytes to all.</param>
    public ListRequests(bool isChecked)
    {
        _isChecked = isChecked;
        var writer = new ArrayBufferWriter<byte>();
        Frame.Write(writer, new RequestHeader { ClientId = Population.IdOfClient(0), Version = ProtocolLimits.Version }, default(ServiceListRequest));
        _request = writer.WrittenSpan.ToArray();
    }

    /// <inheritdoc/>
    public int RequestSize => RequestHeader.Size;

    /// <inheritdoc/>
    public int AnswerSize => AnswerBytes;

    /// <inheritdoc/>
    public int WriteNext(Span<byte> destination, out int asked)
    {
        asked = 0;
        _request.CopyTo(destination);
        return _request.Length;
    }

    /// <inheritdoc/>
    public bool IsRight(ReadOnlySpan<byte> answer, int asked) =>
        answer.Length == AnswerBytes
        && BinaryPrimitives.ReadUInt16LittleEndian(answer[1..]) == ServiceListResponse.Code
        && (!_isChecked || answer.Slice(ResponseHeader.Size, PrincipalId.Size).SequenceEqual(_firstId));
}

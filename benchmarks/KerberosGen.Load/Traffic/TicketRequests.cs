using System.Buffers;
using System.Buffers.Binary;
using KerberosGen.Crypto;
using KerberosGen.Framing;
using KerberosGen.Load.Populations;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Load.Traffic;

/// <summary>
/// 1027, asked evenly by so many clients of a population, spread over all of it: how often the KDC has a client's cipher
/// at hand follows from their number and the size of its cache.
/// </summary>
internal sealed class TicketRequests : IRequests
{
    private const int RequestBytes = RequestHeader.Size + TicketRequest.Size;
    private const int AnswerBytes = ResponseHeader.Size + TicketResponse.Size;
    private const int TicketClientAt = ResponseHeader.Size + PrincipalId.Size + EncryptedKey.Size + 1;
    private const int StampSize = sizeof(uint);
    private const int KeptAnswers = 64;
    private const int KeepEvery = 1021;

    private readonly int[] _numbers;
    private readonly byte[] _requests;
    private readonly byte[] _kept = new byte[KeptAnswers * AnswerBytes];
    private readonly int[] _keptAsked = new int[KeptAnswers];
    private readonly bool _isChecked;
    private uint _sent;
    private ulong _state = 0x9E3779B97F4A7C15;
    private long _answers;

    /// <summary>Makes the requests.</summary>
    /// <param name="population">Whose clients ask.</param>
    /// <param name="hot">How many of them ask.</param>
    /// <param name="isChecked">False for a server that answers the same bytes to all.</param>
    public TicketRequests(Population population, int hot, bool isChecked)
    {
        _isChecked = isChecked;
        hot = Math.Min(hot, population.Clients);
        _numbers = new int[hot];
        _requests = new byte[hot * RequestBytes];
        var writer = new ArrayBufferWriter<byte>(RequestBytes);
        Span<byte> nonce = stackalloc byte[Nonce.Size];
        for (int i = 0; i < hot; i++)
        {
            _numbers[i] = (int)((long)i * population.Clients / hot);
            SystemRandomSource.Instance.Fill(nonce);
            writer.ResetWrittenCount();
            Frame.Write(
                writer,
                new RequestHeader { ClientId = Population.IdOfClient(_numbers[i]), Version = ProtocolLimits.Version },
                new TicketRequest { ServiceId = Population.IdOfService(_numbers[i] % Population.ServiceCount), Nonce = new Nonce(nonce) });
            writer.WrittenSpan.CopyTo(_requests.AsSpan(i * RequestBytes));
        }
    }

    /// <inheritdoc/>
    public int RequestSize => RequestBytes;

    /// <inheritdoc/>
    public int AnswerSize => AnswerBytes;

    /// <inheritdoc/>
    public int WriteNext(Span<byte> destination, out int asked)
    {
        // xorshift64* (Vigna 2016): a few cycles, and evenly spread.
        _state ^= _state >> 12;
        _state ^= _state << 25;
        _state ^= _state >> 27;
        asked = (int)(((_state * 0x2545F4914F6CDD1D) >> 32) * (ulong)_numbers.Length >> 32);
        Request(asked).CopyTo(destination);
        // The same bytes once more over UDP would be a retransmission, which gets the answer that there is.
        BinaryPrimitives.WriteUInt32LittleEndian(destination[(RequestBytes - StampSize)..], _sent++);
        return RequestBytes;
    }

    /// <inheritdoc/>
    public bool IsRight(ReadOnlySpan<byte> answer, int asked)
    {
        if (answer.Length != AnswerBytes || BinaryPrimitives.ReadUInt16LittleEndian(answer[1..]) != TicketResponse.Code)
            return false;
        if (!_isChecked)
            return true;
        ReadOnlySpan<byte> request = Request(asked);
        ReadOnlySpan<byte> client = request[..PrincipalId.Size];
        ReadOnlySpan<byte> service = request.Slice(RequestHeader.Size, PrincipalId.Size);
        bool isRight = answer.Slice(ResponseHeader.Size, PrincipalId.Size).SequenceEqual(client)
            && answer.Slice(TicketClientAt, PrincipalId.Size).SequenceEqual(client)
            && answer.Slice(TicketClientAt + PrincipalId.Size, PrincipalId.Size).SequenceEqual(service);
        if (isRight && _answers++ % KeepEvery == 0)
            Keep(answer, asked);
        return isRight;
    }

    /// <summary>Opens the answers that were kept: with the client's key and the service's.</summary>
    /// <returns>How many were opened.</returns>
    /// <exception cref="WrongAnswerException">One does not open, is not authenticated, or holds another nonce, key or time.</exception>
    public int OpenKept()
    {
        int kept = (int)Math.Min(KeptAnswers, (_answers + KeepEvery - 1) / KeepEvery);
        for (int i = 0; i < kept; i++)
            Open(_kept.AsSpan(i * AnswerBytes, AnswerBytes), _keptAsked[i]);
        return kept;
    }

    private void Keep(ReadOnlySpan<byte> answer, int asked)
    {
        int slot = (int)(_answers / KeepEvery % KeptAnswers);
        answer.CopyTo(_kept.AsSpan(slot * AnswerBytes));
        _keptAsked[slot] = asked;
    }

    private void Open(ReadOnlySpan<byte> answer, int asked)
    {
        Span<byte> bytes = stackalloc byte[AesKey.Size];
        TicketResponse.Unpack(answer[ResponseHeader.Size..], out TicketResponse response);
        Population.KeyOfClient(_numbers[asked], bytes);
        using var clientCipher = new AesCbc(bytes);
        using AesCmac clientMac = SyntheticIvKey.Derive(bytes, SyntheticIvKey.EncryptedKey);
        Population.KeyOfService(_numbers[asked] % Population.ServiceCount, bytes);
        using var serviceCipher = new AesCbc(bytes);
        using AesCmac serviceMac = SyntheticIvKey.Derive(bytes, SyntheticIvKey.Ticket);
        Span<byte> associated = stackalloc byte[AssociatedData.EncryptedKeySize];
        AssociatedData.OfEncryptedKey(response.ClientId, response.Ticket.ServiceId, answer[^Ticket.Size..], associated);
        bool isWhole = response.EncryptedKey.TryOpen(clientCipher, clientMac, associated, out Nonce nonce, out AesKey forClient) == Opening.Authenticated
            & response.Ticket.TryOpen(serviceCipher, serviceMac, [], out AesKey forService, out TimeText expires) == Opening.Authenticated
            && nonce.Bytes[..^StampSize].SequenceEqual(Request(asked)[^Nonce.Size..^StampSize])
            && forClient.Bytes.SequenceEqual(forService.Bytes)
            && TimeTextFormat.TryParse(in expires, TimeZoneInfo.Utc, out TimeReading end)
            && end.Earlier > DateTimeOffset.UtcNow;
        if (!isWhole)
            throw new WrongAnswerException("A ticket does not open with its client's and its service's keys, or is not authenticated.");
    }

    private ReadOnlySpan<byte> Request(int index) => _requests.AsSpan(index * RequestBytes, RequestBytes);
}

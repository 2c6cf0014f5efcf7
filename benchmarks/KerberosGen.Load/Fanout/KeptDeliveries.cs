using KerberosGen.Crypto;
using KerberosGen.Load.Traffic;
using KerberosGen.Packets;

namespace KerberosGen.Load.Fanout;

/// <summary>A sample of what was delivered, to be opened when nothing is measured.</summary>
internal sealed class KeptDeliveries
{
    private const int Places = 64;
    private const int KeepEvery = 1021;

    private readonly byte[][] _payloads = new byte[Places][];
    private readonly (int Guest, uint Number)[] _whose = new (int, uint)[Places];
    private long _seen;

    /// <summary>Sees a message's event go by; keeps it now and then.</summary>
    /// <param name="payload">The event, without the header.</param>
    /// <param name="guest">Who received it.</param>
    /// <param name="number">The message's number.</param>
    public void See(ReadOnlySpan<byte> payload, int guest, uint number)
    {
        if (_seen++ % KeepEvery != 0)
            return;
        int place = (int)(_seen / KeepEvery % Places);
        byte[] kept = _payloads[place] ??= new byte[payload.Length];
        payload.CopyTo(kept);
        _whose[place] = (guest, number);
    }

    /// <summary>Opens what was kept.</summary>
    /// <param name="keyOf">The session key that a guest's events are sealed with.</param>
    /// <returns>How many were opened.</returns>
    /// <exception cref="WrongAnswerException">One does not open, or is not the message that was sent.</exception>
    public int Open(Func<int, KeyMaterial> keyOf)
    {
        int opened = 0;
        Span<byte> plaintext = stackalloc byte[RoomEvent.SealedContentSize(MessageSource.PlaintextSize)];
        Span<byte> expected = stackalloc byte[MessageSource.PlaintextSize];
        for (int i = 0; i < Places; i++)
        {
            if (_payloads[i] is not { } payload)
                continue;
            using var cipher = new AesCbc(keyOf(_whose[i].Guest).Bytes);
            MessageSource.WritePlaintext(_whose[i].Number, expected);
            if (!RoomEvent.Unpack(payload, out RoomEvent happened).AsWhole(payload.Length).IsDone
                || !happened.TryOpen(cipher, plaintext, out ReadOnlySpan<byte> content) || !content.SequenceEqual(expected))
                throw new WrongAnswerException("A message arrived that does not open with its subscriber's key, or is not the one that was sent.");
            opened++;
        }

        Array.Clear(_payloads);
        return opened;
    }
}

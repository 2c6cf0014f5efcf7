using KerberosGen.Crypto;
using KerberosGen.Load.Traffic;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Load.Fanout;

/// <summary>A sample of what was delivered, to be opened when nothing is measured.</summary>
internal sealed class KeptDeliveries
{
    private const int Places = 64;
    private const int KeepEvery = 1021;

    private readonly byte[][] _payloads = new byte[Places][];
    private readonly (int Guest, uint Number, ulong Count)[] _whose = new (int, uint, ulong)[Places];
    private long _seen;

    /// <summary>Sees a message's event go by; keeps it now and then.</summary>
    /// <param name="payload">The event, without the header.</param>
    /// <param name="guest">Who received it.</param>
    /// <param name="number">The message's number.</param>
    /// <param name="count">Events that came before it on the connection.</param>
    public void See(ReadOnlySpan<byte> payload, int guest, uint number, ulong count)
    {
        if (_seen++ % KeepEvery != 0)
            return;
        int place = (int)(_seen / KeepEvery % Places);
        byte[] kept = _payloads[place] ??= new byte[payload.Length];
        payload.CopyTo(kept);
        _whose[place] = (guest, number, count);
    }

    /// <summary>Opens what was kept.</summary>
    /// <param name="sealedFor">The guest whose key a guest's events are sealed with.</param>
    /// <param name="areProved">True if each is bound to its place in its guest's connection.</param>
    /// <returns>How many were opened.</returns>
    /// <exception cref="WrongAnswerException">One does not open, is not authenticated, or is not the message that was sent.</exception>
    public int Open(Func<int, Guest> sealedFor, bool areProved)
    {
        int opened = 0;
        Span<byte> plaintext = stackalloc byte[RoomEvent.SealedContentSize(MessageSource.PlaintextSize)];
        Span<byte> expected = stackalloc byte[MessageSource.PlaintextSize];
        Span<byte> associated = stackalloc byte[AssociatedData.InConnectionSize];
        var header = new ResponseHeader { Version = ProtocolLimits.Version };
        for (int i = 0; i < Places; i++)
        {
            if (_payloads[i] is not { } payload)
                continue;
            Guest guest = sealedFor(_whose[i].Guest);
            using var cipher = new AesCbc(guest.Key.Bytes);
            using AesCmac mac = SyntheticIvKey.Derive(guest.Key.Bytes, SyntheticIvKey.Event);
            AssociatedData.InConnection(guest.AuthenticatorIv, _whose[i].Count, associated);
            MessageSource.WritePlaintext(_whose[i].Number, expected);
            if (!RoomEvent.Unpack(payload, out RoomEvent happened).AsWhole(payload.Length).IsDone
                || (happened.TryOpen(cipher, mac, header, associated, plaintext, out ReadOnlySpan<byte> content) is var opening && opening == Opening.Failed)
                || (areProved && opening != Opening.Authenticated)
                || !content.SequenceEqual(expected))
                throw new WrongAnswerException("A message arrived that does not open with its subscriber's key, is not authenticated, or is not the one that was sent.");
            opened++;
        }

        Array.Clear(_payloads);
        return opened;
    }
}

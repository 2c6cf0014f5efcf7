using System.Security.Cryptography;
using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests;

/// <summary>A client of the seed that a room has let in: its IVs are random, its ticket is authenticated where its KDC is ours.</summary>
internal sealed class UnverifiedMember
{
    public UnverifiedMember(RoomUnderTest room, WireLayout layout = WireLayout.Documented, PrincipalId? client = null, bool hasSyntheticTicketIv = true)
    {
        Id = client ?? RoomUnderTest.NewId();
        ForgedTicketRequest forged = ForgedTicketRequest.Good(layout, room, Id) with { HasSyntheticTicketIv = hasSyntheticTicketIv, HasSyntheticAuthenticatorIv = false };
        SessionKey = forged.SessionKey;
        Connection = room.Connect();
        Connection.SendAccepted(forged.Make(), 1604);
    }

    public PrincipalId Id { get; }

    public byte[] SessionKey { get; }

    public RoomConnection Connection { get; }

    public GivenRequest Message(string text)
    {
        byte[] iv = RandomNumberGenerator.GetBytes(16);
        byte[] content = PlainCbc.Seal(SessionKey, iv, text);
        return GivenRequest.Of(1029, Id, [.. BitConverter.GetBytes(content.Length), .. iv, .. content]);
    }

    public GivenRequest Subscription(string name)
    {
        byte[] iv = RandomNumberGenerator.GetBytes(16);
        byte[] content = PlainCbc.Seal(SessionKey, iv, name);
        return GivenRequest.Of(1030, Id, [.. new byte[8], .. iv, .. BitConverter.GetBytes((ushort)content.Length), .. content]);
    }
}

using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>What a room answers a connection, in the order of its requests.</summary>
public readonly struct RoomAnswer
{
    private RoomAnswer(ushort code, object? content = null, Disposition disposition = Disposition.KeepOpen)
    {
        Code = code;
        Content = content;
        Disposition = disposition;
    }

    /// <summary>The ticket is accepted: 1604.</summary>
    public static RoomAnswer Entered => new(SymmetricKeyAck.Code);

    /// <summary>The message is kept: 1605.</summary>
    public static RoomAnswer Kept => new(MessageAck.Code);

    /// <summary>The client may go: 1604, then the room closes.</summary>
    public static RoomAnswer MayGo => new(SymmetricKeyAck.Code, disposition: Disposition.Close);

    /// <summary>What becomes of the connection afterwards.</summary>
    public Disposition Disposition { get; }

    /// <summary>The packet's code.</summary>
    internal ushort Code { get; }

    internal object? Content { get; }

    /// <summary>1609, which never says why.</summary>
    public static RoomAnswer Refused(Disposition disposition = Disposition.KeepOpen) => new(GeneralError.Code, disposition: disposition);

    /// <summary>Who is here: 1607.</summary>
    public static RoomAnswer Members(MemberEntry[] members) => new(MembersResponse.Code, members);

    /// <summary>A notice for this connection alone: 1606 with sequence 0. It answers nothing.</summary>
    internal static RoomAnswer Notice(RoomEventRecord notice) => new(RoomEvent.Code, notice);

    /// <summary>The subscription stands: 1604, then what comes after an entry.</summary>
    internal static RoomAnswer Subscribed(LogEntry after) => new(SymmetricKeyAck.Code, after);
}

namespace KerberosGen.Protocol;

/// <summary>What a connection wants of its room.</summary>
public enum RoomCommandKind
{
    /// <summary>To be let in: its ticket and authenticator are good, unless the authenticator was seen before.</summary>
    Enter,

    /// <summary>To say something to everyone.</summary>
    Say,

    /// <summary>To be told what happens.</summary>
    Subscribe,

    /// <summary>To know who is here.</summary>
    ListMembers,

    /// <summary>To be refused, in its turn.</summary>
    Refuse,

    /// <summary>To leave.</summary>
    Leave,

    /// <summary>Nothing more: the connection has ended.</summary>
    Remove,

    /// <summary>An operator wants something done.</summary>
    Moderate,

    /// <summary>An operator wants to know who is here.</summary>
    ListForOperator,

    /// <summary>Some time has passed.</summary>
    Tidy,
}

namespace KerberosGen.Protocol;

/// <summary>What is seen of a command once what it brings is kept.</summary>
internal enum RoomEffectKind
{
    Event,
    Answer,
    Attach,
    Detach,
    List,
    Refused,
    End,
    Do,
}

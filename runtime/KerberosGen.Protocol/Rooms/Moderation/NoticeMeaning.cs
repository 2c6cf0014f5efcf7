namespace KerberosGen.Protocol;

/// <summary>What a notice to one subscriber alone means for its client, as far as a program acts on it.</summary>
public enum NoticeMeaning
{
    /// <summary>It is for a person to read.</summary>
    Other,

    /// <summary>The client was kicked or banned: who comes back by itself would make that void.</summary>
    PutOut,

    /// <summary>A message was refused because it came too soon after others.</summary>
    TooSoon,
}

namespace KerberosGen.Hosting.Tests.Attacks;

/// <summary>By which rules the attacked party lives.</summary>
public enum Rules
{
    /// <summary>The seed's alone: nothing is proved, and what opens is taken.</summary>
    OfTheSeed,

    /// <summary>What rooms and clients demand if nobody tells them otherwise.</summary>
    Default,
}

namespace KerberosGen.Hosting.Tests.RoomModel;

/// <summary>How a room ends.</summary>
internal enum Death
{
    /// <summary>Not: it is stopped in order.</summary>
    None,

    /// <summary>The next commit keeps nothing, and no later one.</summary>
    BeforeCommit,

    /// <summary>The next commit is kept, and nobody hears of it; no later one is.</summary>
    AfterCommit,
}

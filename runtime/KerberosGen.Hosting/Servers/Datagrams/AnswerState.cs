namespace KerberosGen.Hosting;

/// <summary>What is known of a request that a datagram brings.</summary>
internal enum AnswerState
{
    /// <summary>It is new, or was answered too long ago.</summary>
    New,

    /// <summary>It is at work: whoever sent it gets the one answer.</summary>
    AtWork,

    /// <summary>It was answered a moment ago.</summary>
    Answered,
}

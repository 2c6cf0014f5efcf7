namespace KerberosGen.Client;

/// <summary>How to chat by lines.</summary>
internal sealed record PipeSettings
{
    /// <summary>True for events as JSON.</summary>
    public bool IsJson { get; init; }

    /// <summary>True if a person types the lines at a terminal, which shows them already.</summary>
    public bool IsTyped { get; init; }

    /// <summary>How long a room may be away before the chat ends; null: as long as it takes, but for <see cref="PatienceAtEnd"/>.</summary>
    public TimeSpan? Reconnect { get; init; }

    /// <summary>How long a room may be away once the input has ended, if <see cref="Reconnect"/> says nothing.</summary>
    public static TimeSpan PatienceAtEnd { get; } = TimeSpan.FromSeconds(30);
}

using System.Text;
using KerberosGen.Protocol;

namespace KerberosGen.Clients;

/// <summary>A message on its way to the room. What changes in it is guarded by the <see cref="Outbox"/> that it is in.</summary>
/// <param name="name">The sender's name.</param>
/// <param name="text">What it says, without the name.</param>
internal sealed class OutgoingMessage(string name, string text)
{
    private readonly TaskCompletionSource _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The whole plaintext: <c>name: text</c>.</summary>
    public string Plaintext { get; } = $"{name}: {text}";

    /// <summary>The plaintext as UTF-8, as it stands in the message's event.</summary>
    public byte[] Utf8 { get; } = Encoding.UTF8.GetBytes($"{name}: {text}");

    /// <summary>True for a moderator's command: the room carries it out, and no event has its text.</summary>
    public bool IsCommand { get; } = ModerationCommand.IsMeant(text);

    /// <summary>True once it was written to a connection.</summary>
    public bool WasSent { get; set; }

    /// <summary>True once the room has acknowledged it (1605).</summary>
    public bool IsAcknowledged { get; set; }

    /// <summary>How often it was found acknowledged, and not told, when all that had come was taken.</summary>
    public int TimesFoundOwed { get; set; }

    /// <summary>True once its event was seen.</summary>
    public bool IsSeen { get; set; }

    /// <summary>True if its sender does not wait any more: it is not sent again.</summary>
    public bool IsAbandoned { get; set; }

    /// <summary>The room's answer on the connection that it was last written to.</summary>
    public Task? Answer { get; set; }

    /// <summary>Ends when the room has it; fails if it has not.</summary>
    public Task Outcome => _outcome.Task;

    /// <summary>The room has it.</summary>
    public void Succeed() => _outcome.TrySetResult();

    /// <summary>The room has it not, or that cannot be known.</summary>
    public void Fail(Exception failure)
    {
        _outcome.TrySetException(failure);
        // Nobody may be waiting any more.
        _ = _outcome.Task.Exception;
    }
}

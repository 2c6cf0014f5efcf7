using KerberosGen.Clients;
using KerberosGen.Codec;

namespace KerberosGen.Client;

/// <summary>
/// What was typed and is on its way: one message after the other, so that the room has them in the order in which they were
/// typed. For the window's thread.
/// </summary>
/// <param name="chat">The place in the room.</param>
/// <param name="transcript">Where they are shown until the room has them.</param>
/// <param name="clock">The time, and what waits are measured by.</param>
internal sealed class Outbox(ChatClient chat, Transcript transcript, TimeProvider clock)
{
    /// <summary>How long to wait when the room says that a message came too soon after others.</summary>
    private static readonly TimeSpan TooSoonWait = TimeSpan.FromSeconds(1);

    private readonly Queue<PendingMessage> _waiting = new();
    private readonly List<string> _refused = [];
    private Task _sending = Task.CompletedTask;
    private Task _onItsWay = Task.CompletedTask;

    /// <summary>Told of each text that was not delivered.</summary>
    public event Action<string>? Refused;

    /// <summary>How many messages the room does not have yet.</summary>
    public int Count => _waiting.Count;

    /// <summary>
    /// What was not delivered: what waits, and what was refused last, if nothing was entered since. Right too once the window's thread is gone,
    /// which hears of no acknowledgement any more.
    /// </summary>
    public IEnumerable<string> Undelivered => [.. _refused, .. _waiting.Skip(_onItsWay.IsCompletedSuccessfully ? 1 : 0).Select(static message => message.Text)];

    /// <summary>Ends when it is known what became of the message that was sent last.</summary>
    public Task Settled => _onItsWay;

    /// <summary>Ends when nothing waits any more.</summary>
    public Task Sent => _sending;

    /// <summary>Sends messages; if one is refused, those behind it are not sent.</summary>
    public void Send(IEnumerable<string> texts)
    {
        _refused.Clear();
        foreach (string text in texts)
            _waiting.Enqueue(transcript.Send(text, clock.GetLocalNow()));
        if (_sending.IsCompleted)
            _sending = SendAsync();
    }

    private async Task SendAsync()
    {
        while (_waiting.TryPeek(out PendingMessage? message))
        {
            string? problem = await TrySendAsync(message.Text);
            if (problem is null)
            {
                _waiting.Dequeue();
                transcript.Acknowledge(message);
            }
            else
            {
                FailAll(problem);
            }
        }
    }

    /// <summary>Answers why it was not delivered, safe to show; null if it was.</summary>
    private async Task<string?> TrySendAsync(string text)
    {
        while (true)
        {
            try
            {
                await (_onItsWay = chat.SendAsync(text, CancellationToken.None));
                return null;
            }
            catch (RequestRefusedException e) when (e.IsTooSoon)
            {
                await Task.Delay(TooSoonWait, clock);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // It is kept, and said; whatever ended the stay ends the window too.
                return DisplayText.Escape((e as RequestRefusedException)?.Reason ?? e.Message);
            }
        }
    }

    private void FailAll(string problem)
    {
        string reason = problem;
        while (_waiting.TryDequeue(out PendingMessage? message))
        {
            transcript.Fail(message, reason);
            _refused.Add(message.Text);
            Refused?.Invoke(message.Text);
            reason = "It stood behind one that was not delivered.";
        }
    }
}

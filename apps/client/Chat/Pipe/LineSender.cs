using System.Globalization;
using KerberosGen.Clients;
using KerberosGen.Protocol;

namespace KerberosGen.Client;

/// <summary>
/// Delivers lines, one after the other, so that they arrive in their order whatever the room refuses: one that comes too soon is
/// sent again when the room takes it, before the next.
/// </summary>
/// <param name="chat">The place in the room.</param>
/// <param name="report">Is told what became of each line.</param>
/// <param name="clock">The time.</param>
internal sealed class LineSender(ChatClient chat, PipeReport report, TimeProvider clock)
{
    private readonly SendPace _pace = new(clock);
    private bool _isSlow;

    /// <summary>Delivers a line; true if the room has it.</summary>
    /// <exception cref="OperationCanceledException">It was given up, and reported.</exception>
    public async Task<bool> DeliverAsync(PipeLine line, CancellationToken cancellation)
    {
        if (line.Problem is { } problem)
        {
            await report.UndeliveredAsync(line, problem);
            return false;
        }

        bool isOnItsWay = false;
        try
        {
            while (true)
            {
                isOnItsWay = false;
                if (_pace.Wait is var wait && wait > TimeSpan.Zero)
                    await Task.Delay(wait, clock, cancellation);
                isOnItsWay = true;
                if (await TrySendAsync(line.Text, cancellation))
                    return true;
            }
        }
        catch (OperationCanceledException)
        {
            await (isOnItsWay ? report.UndeliveredAsync(line, "the chat ended before the room had said that it has it", isUncertain: true) : report.UnsentAsync(line));
            throw;
        }
        catch (DeliveryUncertainException e)
        {
            await report.UndeliveredAsync(line, e.Message, isUncertain: true);
        }
        catch (RequestRefusedException e)
        {
            await report.UndeliveredAsync(line, e.Reason ?? e.Message);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or IOException)
        {
            await report.UndeliveredAsync(line, e.Message);
        }

        return false;
    }

    private async Task<bool> TrySendAsync(string text, CancellationToken cancellation)
    {
        try
        {
            await chat.SendAsync(text, cancellation);
            _pace.Taken();
            report.Delivered();
            return true;
        }
        catch (RequestRefusedException e) when (e.IsTooSoon)
        {
            Rate rate = RateWords.In(e.Reason!);
            _pace.Refused(rate);
            if (!_isSlow)
                report.Say(string.Create(CultureInfo.InvariantCulture, $"The room takes {rate.PerSecond} messages a second: what follows is sent at that pace."));
            _isSlow = true;
            return false;
        }
    }
}

using System.Globalization;
using KerberosGen.Cli;
using KerberosGen.Clients;
using KerberosGen.Codec;
using KerberosGen.Protocol;

namespace KerberosGen.Client;

/// <summary>
/// Chat by lines: each line that is read is a message, each event a line that is written. At the end of input it waits for
/// the acknowledgements and leaves.
/// </summary>
internal sealed class PipeChat : IDisposable
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private readonly ChatClient _chat;
    private readonly PipeSettings _settings;
    private readonly CancellationTokenSource _over = new();
    private readonly LineInput _lines;
    private readonly EventOutput _output;
    private readonly PipeReport _report;
    private readonly LineSender _sender;
    private readonly OutageWatch _outage;
    private readonly TypedEcho _echo = new();
    private readonly EventJson _json;
    private readonly KnownNames _names = new();

    /// <summary>Takes a place in a room over.</summary>
    public PipeChat(ChatClient chat, PipeSettings settings, Stream input, Stream output)
    {
        _chat = chat;
        _settings = settings;
        _json = new EventJson(chat.Ticket.ClientId);
        _lines = new LineInput(input, ClientSession.MaxMessageSize - chat.Ticket.ClientName.Utf8.Length - ": "u8.Length);
        _output = new EventOutput(output);
        _report = new PipeReport(Console.Error, _output, settings, Console.IsInputRedirected && Console.IsOutputRedirected && !Console.IsErrorRedirected);
        _sender = new LineSender(chat, _report, TimeProvider.System);
        _outage = new OutageWatch(settings, () => _lines.HasEnded, TimeProvider.System, _over.Cancel);
    }

    /// <summary>Runs until the input ends, nobody reads the output any more, <c>/quit</c> is typed, or the chat is over for another reason.</summary>
    /// <returns>0 if every line was delivered.</returns>
    public async Task<int> RunAsync(CancellationToken interrupted)
    {
        if (!_chat.IsSubscribed)
            _report.Say("This room does not tell what happens: messages can be sent, but those of others will not be shown.");
        await using CancellationTokenRegistration interrupt = interrupted.Register(_over.Cancel);
        Task<string?> showing = ShowAsync();
        _ = _output.Closed.ContinueWith(_ => StopSending(), TaskScheduler.Default);
        string? problem = await SendAllAsync();
        problem = await LeaveAsync(showing) ?? problem ?? _output.Problem;
        _report.Conclude(_lines.HasEnded);
        if (interrupted.IsCancellationRequested)
            return ExitCodes.Interrupted;
        if (problem is not null)
            _report.Say(problem);
        return problem is null && (_report.Undelivered == 0 || _settings.IsTyped) ? ExitCodes.Ok : ExitCodes.Failed;
    }

    public void Dispose()
    {
        _outage.Dispose();
        _over.Dispose();
    }

    /// <summary>Sends the input; answers what ended it, unless its end did.</summary>
    private async Task<string?> SendAllAsync()
    {
        try
        {
            while (!_output.Closed.IsCompleted && await _lines.ReadAsync(_over.Token) is { } line)
            {
                if (!await (_settings.IsTyped ? TakeTypedAsync(line) : DeliverAsync(line)))
                    break;
            }

            if (_output.Closed.IsCompleted)
                await ReportRestAsync();
            return null;
        }
        catch (OperationCanceledException)
        {
            await ReportRestAsync();
            return _outage.HasGivenUp ? "The room is away, and it was not waited for any longer." : null;
        }
        catch (IOException e)
        {
            return e.Message;
        }
    }

    /// <summary>Who sees nothing of what it says stops talking: the line that is on its way may still arrive, and no other is sent.</summary>
    private void StopSending()
    {
        _lines.Stop();
        try
        {
            _over.CancelAfter(Farewell);
        }
        catch (ObjectDisposedException)
        {
            // It has ended already.
        }
    }

    private async Task ReportRestAsync()
    {
        _lines.Stop();
        while (!_settings.IsTyped && await _lines.ReadAsync(CancellationToken.None) is { } line)
            await _report.UnsentAsync(line);
    }

    private async Task<bool> DeliverAsync(PipeLine line)
    {
        await _sender.DeliverAsync(line, _over.Token);
        return true;
    }

    /// <summary>Does what a person typed; false to leave.</summary>
    private async Task<bool> TakeTypedAsync(PipeLine line)
    {
        TypedLine typed = line.Problem is null ? TypedLine.Parse(line.Text, _chat.Ticket.ClientName.ToString()) : new TypedLine(TypedKind.Message);
        switch (typed.Kind)
        {
            case TypedKind.Quit:
                return false;
            case TypedKind.Who:
                await ShowMembersAsync();
                break;
            case TypedKind.Help:
                foreach (string row in TypedHelp.Lines)
                    await _output.WriteLineAsync(row);
                break;
            case TypedKind.Refused:
                _report.Say(typed.Text);
                break;
            case TypedKind.Message when line.Problem is null:
                _echo.Add(typed.Text);
                if (!await _sender.DeliverAsync(line with { Text = typed.Text }, _over.Token))
                    _echo.Remove(typed.Text);
                break;
            case TypedKind.Message or TypedKind.Moderation:
                await _sender.DeliverAsync(line, _over.Token);
                break;
        }

        return true;
    }

    private async Task ShowMembersAsync()
    {
        try
        {
            IReadOnlyList<ChatMember> members = await _chat.ListMembersAsync(_over.Token);
            await _output.WriteLineAsync("Here: " + string.Join(", ", members.Select(static member => DisplayText.Escape(member.Name))));
        }
        catch (RequestRefusedException e)
        {
            _report.Say(e.Message);
        }
    }

    /// <summary>Leaves, and waits until all was shown; answers what ended the chat, if the room or the network did.</summary>
    private async Task<string?> LeaveAsync(Task<string?> showing)
    {
        using var leaving = new CancellationTokenSource();
        if (_over.IsCancellationRequested)
            leaving.CancelAfter(Farewell);
        await _chat.LeaveAsync(leaving.Token);
        // Who interrupts does not wait for who reads the output.
        if (_over.IsCancellationRequested)
            await Task.WhenAny(showing, Task.Delay(Farewell, CancellationToken.None));
        return !_over.IsCancellationRequested || showing.IsCompleted ? await showing : null;
    }

    /// <summary>Shows what happens, to the end; answers what ended it, unless we left.</summary>
    private async Task<string?> ShowAsync()
    {
        try
        {
            await foreach (ChatEvent happened in _chat.Events)
                await ShowAsync(happened);
            return null;
        }
        catch (Exception e) when (App.IsFailure(e))
        {
            return DisplayText.Escape(e.Message);
        }
        finally
        {
            // What was not sent by then cannot be any more.
            await _over.CancelAsync();
        }
    }

    private async Task ShowAsync(ChatEvent happened)
    {
        switch (happened)
        {
            case ConnectionLost lost:
                _report.Say(string.Create(
                    CultureInfo.InvariantCulture, $"{DisplayText.Escape(lost.Reason)} The next try to come back is in {Math.Max(1, Math.Ceiling(lost.NextTry.TotalSeconds))} s."));
                break;
            case ConnectionRestored:
                _report.Say("The connection stands again.");
                _outage.Restored();
                break;
            case EventsMissed missed:
                _report.Say(string.Create(CultureInfo.InvariantCulture, $"{missed.Count} events were missed: the room no longer holds them."));
                break;
            // The line is sent again: nobody has to do anything.
            case RoomNotice { Sequence: 0 } notice when MemberNotices.MeaningOf(notice.Text) == NoticeMeaning.TooSoon:
                return;
            // Standard error says it, beside what was typed.
            case RoomNotice { Sequence: 0 } notice when _settings.IsTyped && PipeReport.IsRefusal(notice.Text):
                return;
            case MessageReceived { IsVerified: true } message when _settings.IsTyped && message.ClientId == _chat.Ticket.ClientId && _echo.Remove(message.Text):
                return;
        }

        if ((_settings.IsJson ? _json.Of(happened) : EventLine.Of(happened, _names)) is { } line)
            await _output.WriteLineAsync(line);
        if (happened is ConnectionLost)
            _outage.Lost();
    }
}

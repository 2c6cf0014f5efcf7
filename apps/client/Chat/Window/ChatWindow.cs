using KerberosGen.Cli;
using KerberosGen.Clients;
using KerberosGen.Codec;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;

namespace KerberosGen.Client;

/// <summary>Chat in a terminal: messages scroll above, the line that is typed stands below.</summary>
/// <param name="chat">The place in the room.</param>
/// <param name="password">Asks in the window while it is open.</param>
/// <param name="lastRead">Up to where the room was read.</param>
internal sealed class ChatWindow(ChatClient chat, WindowPassword password, LastRead lastRead)
{
    /// <summary>How long the room may take to have what was typed last, and to hear that one leaves.</summary>
    private static readonly TimeSpan LeaveTimeout = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource<int> _left = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Runs until <c>/quit</c>, Ctrl-C, or the room puts this client out. The terminal is then as it was.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="IOException">The connection has ended for good.</exception>
    /// <exception cref="RequestRefusedException">The room put this client out.</exception>
    public Task<int> RunAsync(CancellationToken cancellation) =>
        Task.Factory.StartNew(() => Run(cancellation), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private int Run(CancellationToken cancellation)
    {
        var conversation = new Conversation(chat, TimeProvider.System, lastRead.AtStart);
        try
        {
            int code = Show(conversation, cancellation);
            return LeaveAsync(conversation, code).GetAwaiter().GetResult();
        }
        finally
        {
            foreach (string text in conversation.Outbox.Undelivered)
                Console.Error.WriteLine($"Not delivered: {DisplayText.Escape(text)}");
        }
    }

    /// <summary>Whatever is thrown on the window's thread, the terminal is given back first.</summary>
    private int Show(Conversation conversation, CancellationToken cancellation)
    {
        using var loop = new WindowLoop();
        using var terminal = new WindowTerminal(loop);
        var input = new InputLine(chat.Ticket.ClientName.ToString(), () => conversation.Members.Names.Select(static member => member.Name));
        var screen = new ChatScreen(terminal, conversation, input, Palette.FromEnvironment());
        Wire(terminal, conversation, input, screen);
        password.Window = (prompt, cancelled) => AskAsync(loop, input, prompt, cancelled);
        try
        {
            return loop.Run(() => StayAsync(conversation, cancellation), screen.Draw);
        }
        finally
        {
            password.Window = null;
            lastRead.Save(screen.LastRead, conversation.Transcript.LastSequence);
        }
    }

    private static async ValueTask<Password> AskAsync(WindowLoop loop, InputLine input, string prompt, CancellationToken cancellation)
    {
        var typed = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        loop.Post(() => input.AskSecret(DisplayText.Escape(prompt), answer => typed.TrySetResult(answer)));
        using CancellationTokenRegistration forgetting = cancellation.Register(() => loop.Post(input.ForgetSecret));
        string secret = await typed.Task.WaitAsync(cancellation).ConfigureAwait(false) ?? throw new InvalidOperationException("No password was given.");
        return Validator.TryPassword(secret, out Password known, out string? problem) ? known : throw new InvalidOperationException(problem);
    }

    private void Wire(WindowTerminal terminal, Conversation conversation, InputLine input, ChatScreen screen)
    {
        conversation.QuitAsked += () => _left.TrySetResult(ExitCodes.Ok);
        conversation.Outbox.Refused += text => input.TryPutBack(text);
        input.Entered += line =>
        {
            screen.ScrollToEnd();
            conversation.Enter(line);
        };
        input.Confirmed += conversation.Outbox.Send;
        input.Said += text => conversation.Say([text]);
        terminal.Pasted += input.Paste;
        terminal.FocusChanged += screen.Attend;
        terminal.Ended += () => _left.TrySetResult(ExitCodes.Failed);
        terminal.KeyPressed += key => Press(key, terminal, input, screen);
    }

    private void Press(Key key, WindowTerminal terminal, InputLine input, ChatScreen screen)
    {
        switch (key.KeyCode)
        {
            case KeyCode.C | KeyCode.CtrlMask:
                _left.TrySetResult(ExitCodes.Interrupted);
                break;
            case KeyCode.D | KeyCode.CtrlMask when input.IsEmpty:
                _left.TrySetResult(ExitCodes.Ok);
                break;
            case KeyCode.Z | KeyCode.CtrlMask:
                terminal.Suspend();
                break;
            case KeyCode.L | KeyCode.CtrlMask:
                terminal.Clear();
                break;
            case KeyCode.PageUp:
                screen.ScrollPages(1);
                break;
            case KeyCode.PageDown:
                screen.ScrollPages(-1);
                break;
            case KeyCode.Home | KeyCode.CtrlMask:
                screen.ScrollToStart();
                break;
            case KeyCode.End | KeyCode.CtrlMask:
                screen.ScrollToEnd();
                break;
            default:
                input.Press(key);
                break;
        }
    }

    private async Task<int> StayAsync(Conversation conversation, CancellationToken cancellation)
    {
        Task following = conversation.FollowAsync();
        await Task.WhenAny(following, _left.Task, Task.Delay(Timeout.Infinite, cancellation));
        cancellation.ThrowIfCancellationRequested();
        if (_left.Task.IsCompleted)
        {
            int code = await _left.Task;
            if (code == ExitCodes.Ok)
                await Task.WhenAny(conversation.Outbox.Sent, Task.Delay(LeaveTimeout, cancellation));
            return code;
        }

        await following;
        throw new IOException("The room closed the connection.");
    }

    private async Task<int> LeaveAsync(Conversation conversation, int code)
    {
        try
        {
            await chat.LeaveAsync(CancellationToken.None).WaitAsync(LeaveTimeout);
        }
        catch (Exception e) when (e is TimeoutException or IOException or RequestRefusedException)
        {
            // The room hears it when the connection ends.
        }

        await Task.WhenAny(conversation.Outbox.Settled, Task.Delay(LeaveTimeout));
        return code == ExitCodes.Ok && conversation.Outbox.Undelivered.Any() ? ExitCodes.Failed : code;
    }
}

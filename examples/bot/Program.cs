using System.Net.Sockets;
using KerberosGen.Clients;
using KerberosGen.Codec;
using KerberosGen.Examples.Bot;
using KerberosGen.Packets;

if (args is not [string directory, string room])
{
    Console.Error.WriteLine("usage: bot DIRECTORY ROOM    (the password is in KERBEROSGEN_PASSWORD)");
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
try
{
    using var account = ClientAccount.Open(new AccountOptions { Directory = directory });
    await using ChatClient chat = await ChatClient.ConnectAsync(
        account.TicketsTo(room, PasswordAsync), new ChatClientOptions { Since = ulong.MaxValue }, stop.Token);
    using CancellationTokenRegistration leaving = stop.Token.Register(() => _ = chat.LeaveAsync(CancellationToken.None));
    Console.WriteLine($"{chat.Ticket.ClientName} is in {DisplayText.Escape(room)}");
    await foreach (ChatEvent happened in chat.Events)
    {
        if (happened is MessageReceived message && message.ClientId != chat.Ticket.ClientId
            && Answers.To(message.Text, message.Sender, DateTimeOffset.UtcNow) is { } answer)
        {
            await SayAsync(chat, answer);
        }
        else if (happened is ConnectionLost lost)
        {
            Console.Error.WriteLine($"{DisplayText.Escape(lost.Reason)} Next try in {lost.NextTry.TotalSeconds:0.0} s.");
        }
    }

    return 0;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return 130;
}
catch (Exception e) when (e is RequestRefusedException or IOException or SocketException or InvalidOperationException)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}

async Task SayAsync(ChatClient chat, string text)
{
    while (true)
    {
        try
        {
            await chat.SendAsync(text, stop.Token);
            return;
        }
        catch (RequestRefusedException e) when (e.IsTooSoon)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), stop.Token);
        }
        catch (RequestRefusedException e) when (e.Code != 0)
        {
            Console.Error.WriteLine(DisplayText.Escape(e.Reason ?? e.Message));
            return;
        }
    }
}

static ValueTask<Password> PasswordAsync(string prompt, CancellationToken cancellation) =>
    Environment.GetEnvironmentVariable("KERBEROSGEN_PASSWORD") is { Length: > 0 } password
        ? ValueTask.FromResult(new Password(password))
        : throw new InvalidOperationException($"{prompt} Set KERBEROSGEN_PASSWORD.");

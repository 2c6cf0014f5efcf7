using KerberosGen.Clients;
using KerberosGen.Codec;
using KerberosGen.Packets;
using KerberosGen.Storage;

namespace KerberosGen.Client.Tests.Docs;

/// <summary>The C# of library.md, which a test runs.</summary>
internal static class DocumentedProgram
{
    public static async Task RegisterAsync(string directory, ushort port, PasswordPrompt password, CancellationToken cancellation)
    {
        using var account = ClientAccount.Open(new AccountOptions { Directory = directory, KdcPort = port });
        MeInfo me = await account.RegisterAsync("backup", password, cancellation);
        Console.WriteLine($"{me.Name} is {me.Id}");
        foreach (KnownService known in await account.ListServicesAsync(cancellation))
            Console.WriteLine($"{known.Service.Name} is at {known.Service.EndPoint}");
    }

    public static async Task SayAsync(string directory, string room, CancellationToken cancellation)
    {
        static ValueTask<Password> AskAsync(string prompt, CancellationToken cancellation) => ValueTask.FromResult(new Password("Wonderland-1865"));

        using var account = ClientAccount.Open(new AccountOptions { Directory = directory });
        await using ChatClient chat = await ChatClient.ConnectAsync(
            account.TicketsTo(room, AskAsync), new ChatClientOptions { Since = ulong.MaxValue }, cancellation);
        await chat.SendAsync("The backup is done.", cancellation);
        await chat.LeaveAsync(cancellation);
    }

    public static async Task FollowAsync(ChatClient chat, TextWriter output)
    {
        await foreach (ChatEvent happened in chat.Events)
        {
            string? line = happened switch
            {
                MessageReceived message => $"{message.Sender}: {message.Text}",
                MemberJoined joined => $"{joined.Name} joined",
                MemberLeft left => $"{left.Name} left",
                RoomNotice notice => notice.Text,
                EventsMissed missed => $"{missed.Count} events were missed",
                ConnectionLost lost => $"{lost.Reason} Next try in {lost.NextTry.TotalSeconds:0.0} s.",
                ConnectionRestored => "Back again.",
                _ => null,
            };
            if (line is not null)
                await output.WriteLineAsync(DisplayText.Escape(line));
        }
    }

    public static async Task<string> TrySendAsync(ChatClient chat, string text, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await chat.SendAsync(text, cancellation);
                return "The room has it.";
            }
            catch (RequestRefusedException e) when (e.IsTooSoon)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), cancellation);
            }
            catch (RequestRefusedException e)
            {
                return $"The room does not have it. {e.Reason ?? e.Message}";
            }
            catch (DeliveryUncertainException e)
            {
                return $"Nobody knows. {e.Message}";
            }
        }
    }
}

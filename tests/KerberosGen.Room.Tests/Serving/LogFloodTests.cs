using System.Globalization;
using System.Net;
using System.Net.Sockets;
using KerberosGen.Cli;
using KerberosGen.Clients;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using KerberosGen.Room.Tests.Support;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace KerberosGen.Room.Tests.Serving;

/// <summary>No peer fills a room's log, or its screen.</summary>
public sealed class LogFloodTests
{
    private const int RefusalsOfOne = 150;

    // A ticket has one authenticator for each second, and at most 60 that are ahead of the clock.
    private static readonly string[] Guests = ["ann", "ben", "cem", "dan"];

    [Fact]
    public async Task A_flood_of_refusals_is_a_few_lines_and_their_sum_and_those_who_come_in_are_none()
    {
        await using ServedRoom served = await ServedRoom.WithClientsAsync(Guests);
        await served.StartAsync("--max-connections-per-source", "100", "--ticket-deadline", "10m");
        for (int i = 0; i < 200; i++)
        {
            await using ChatConnection chat = await served.EnterAsync(Guests[i % Guests.Length]);
        }

        for (int i = 0; i < 16; i++)
        {
            using Socket stranger = await served.ConnectAsync();
            await stranger.SendAsync(Refused());
            Assert.Equal(RefusalsOfOne * ResponseHeader.Size, await ServedRoom.ReadAsync(stranger, RefusalsOfOne * ResponseHeader.Size));
        }

        for (int i = 0; i < 300; i++)
            await served.ConnectAsync();
        await served.Process.ComplainsAsync("its address has 100 connections already");
        await served.Process.StopAsync();

        string[] lines = [.. served.Process.Errors.Lines];
        string[] refused = [.. lines.Where(static line => line.Contains("was refused", StringComparison.Ordinal))];
        string[] sums = [.. refused.Where(static line => line.Contains("more like this from 1 sources", StringComparison.Ordinal))];
        int words = refused.Length - sums.Length;
        // The flood may fall into several windows; each lets its first few through, and the last may have no more than those.
        Assert.InRange(words, FloodGate.Warnings, FloodGate.Warnings * (sums.Length + 1));
        Assert.Equal((16 * RefusalsOfOne) - words, sums.Sum(static line => int.Parse(line.Split("and ")[1].Split(" more")[0], NumberStyles.AllowThousands, CultureInfo.InvariantCulture)));
        Assert.DoesNotContain(lines, static line => line.Contains("came in", StringComparison.Ordinal));
        // Once a second at most.
        Assert.InRange(lines.Length - refused.Length, 1, 100);
        Assert.Single(served.Process.Output.Lines);
    }

    [Fact]
    public void Thousands_who_are_refused_come_in_or_are_put_out_are_a_bounded_number_of_lines_and_their_sums()
    {
        var clock = new FakeTimeProvider();
        var log = new RecordedLog();
        using var loggers = new BoundedLoggers(new OneLog(log), clock);
        using var writer = new ScreenWriter(Stream.Null, new PlainFormat(), isTerminal: false, takesErrors: false);
        var screen = new RoomScreen("Printer 10", writer, loggers.CreateLogger("Printer 10"));
        var act = new ModerationAct(ModerationVerb.Mute, "bob", null, "ann");
        for (int i = 0; i < 12_345; i++)
        {
            var peer = new IPEndPoint(new IPAddress([10, 0, 0, (byte)(i % 17)]), 5);
            screen.Refused(peer, "because");
            screen.Ended(peer, default, "because");
            screen.Moderated(act, "bob was muted.");
        }

        Assert.Equal(FloodGate.Warnings, log.Lines.Count(static line => line.Level == LogLevel.Warning));
        Assert.Equal(2 * FloodGate.Informations, log.Lines.Count(static line => line.Level == LogLevel.Information));
        int before = log.Lines.Count;
        clock.Advance(FloodGate.Window);
        Assert.Equal(
            [
                "and 12,335 more like this from 17 sources, such as: 10.0.0.10:5 was refused: because",
                $"and 12,245 more like this from 17 sources, such as: 10.0.0.15:5, client {default(PrincipalId)}, was put out: because",
                "and 12,245 more like this, such as: ann: bob was muted.",
            ],
            log.Lines.Skip(before).Select(static line => line.Text));
    }

    /// <summary>Questions that only a member may ask.</summary>
    private static byte[] Refused()
    {
        byte[] requests = new byte[RefusalsOfOne * RequestHeader.Size];
        for (int i = 0; i < RefusalsOfOne; i++)
            new RequestHeader { Version = ProtocolLimits.Version, Code = MembersRequest.Code }.Pack(requests.AsSpan(i * RequestHeader.Size));
        return requests;
    }

    private sealed class OneLog(ILogger log) : ILoggerFactory
    {
        public ILogger CreateLogger(string categoryName) => log;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}

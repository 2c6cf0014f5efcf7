using System.Diagnostics;
using System.Globalization;
using KerberosGen.Hosting.Tests.SeedPeers;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using Xunit.Abstractions;

namespace KerberosGen.Hosting.Tests.Attacks;

/// <summary>
/// Does a room tell, by its answer, its work or its time, whether the padding of an altered message is right? An attacker on the wire
/// has what one client says, in as many connections as that client makes: three altered messages end each. No other test runs beside
/// these: what they count is counted over the whole process.
/// </summary>
[Collection(nameof(Alone))]
public sealed class PaddingOracleTests(ITestOutputHelper output)
{
    private const int Probes = 2000;
    private const int ProbesOfAConnection = ProtocolLimits.MaxForgeries;

    [Fact]
    public async Task By_the_seeds_rules_a_room_decrypts_a_message_for_an_attacker()
    {
        await using AttackedSite site = await AttackedSite.StartAsync(Rules.OfTheSeed);
        Victim ann = await site.AddVictimAsync("ann");
        // The secret ends the first block.
        const string secret = "471182";
        byte[] recorded = ann.Say($"ann: code {secret} is for the safe");
        byte[] known = new byte[secret.Length];
        int probes = 0;
        RawPeer? wire = null;
        int left = 0;
        for (int found = 0; found < known.Length; found++)
        {
            byte padding = (byte)(found + 1);
            int at = Iv.Size - padding;
            foreach (char guess in "0123456789")
            {
                known[^padding] = (byte)guess;
                // If the guess is right, the block ends in padding.
                byte[] difference = [.. known[^padding..].Select(b => (byte)(b ^ padding))];
                byte[] iv = Bits.Flip(recorded[Bits.MessageIv..(Bits.MessageIv + Iv.Size)], at, difference);
                byte[] block = recorded[(Bits.MessageIv + Iv.Size)..(Bits.MessageIv + (2 * Iv.Size))];
                byte[] probe = RawPeer.Request(ChatMessage.Code, recorded.AsSpan(0, PrincipalId.Size), [.. BitConverter.GetBytes(block.Length), .. iv, .. block]);
                if (left-- == 0)
                {
                    wire?.Dispose();
                    wire = await EnterAsync(site, ann);
                    left = ProbesOfAConnection - 1;
                }

                probes++;
                if (KdcSite.Code(await wire!.AskAsync(probe)) == MessageAck.Code)
                    break;
            }
        }

        wire?.Dispose();
        Assert.Equal(secret, System.Text.Encoding.ASCII.GetString(known));
        output.WriteLine($"{secret.Length} digits of a message that was only recorded, in {probes} probes.");
    }

    [Fact]
    public async Task Altered_messages_are_answered_alike_after_the_same_work()
    {
        using var counted = CountedCiphers.Start();
        await using AttackedSite site = await AttackedSite.StartAsync(Rules.Default);
        var times = new Dictionary<bool, List<double>> { [true] = [], [false] = [] };
        var work = new HashSet<(int Place, CipherWork Work)>();
        var random = new Random(24);
        Victim[] anns = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => site.AddVictimAsync($"ann{i}")));
        for (int at = 0; at < Probes;)
        {
            // No two Authenticators of one ticket have the same second, and a client does not go far ahead: so many clients.
            (byte[] ticket, byte[] message, Victim ann) = NextConnection(anns[at / ProbesOfAConnection % anns.Length]);
            using RawPeer wire = await RawPeer.ConnectAsync(site.Room.EndPoint);
            Assert.Equal(SymmetricKeyAck.Code, KdcSite.Code(await wire.AskAsync(ticket)));
            for (int i = 0; i < ProbesOfAConnection && at < Probes; i++, at++)
            {
                byte[] altered = Alter(message, random, at);
                CipherWork before = counted.Work;
                long start = Stopwatch.GetTimestamp();
                byte[] answer = await wire.AskAsync(altered);
                double time = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
                Assert.Equal(RawPeer.GeneralError, answer);
                work.Add((i, counted.Work - before));
                times[IsPaddingRight(ann.Ticket, altered)].Add(time);
            }

            // A room that ends a connection waits a second for its client to go: once is enough.
            if (at == ProbesOfAConnection)
                Assert.Empty(await wire.ReceiveOnceAsync());
        }

        Assert.Equal(Probes, site.Refusals.Count(Refusals.Unauthenticated("message").Equals));
        // A connection's first message makes its cipher, whatever is in it.
        Assert.Equal(ProbesOfAConnection, work.Count);
        Assert.InRange(times[true].Count, Probes / 10, Probes);
        Assert.InRange(times[false].Count, Probes / 10, Probes);
        foreach ((int place, CipherWork each) in work.Order(Comparer<(int Place, CipherWork Work)>.Create(static (a, b) => a.Place - b.Place)))
            output.WriteLine($"Altered message {place + 1} of a connection, each: {each}.");
        Report("padding right", times[true]);
        Report("padding wrong", times[false]);
    }

    private static (byte[] Ticket, byte[] Message, Victim Ann) NextConnection(Victim ann)
    {
        byte[] ticket = ann.Enter();
        return (ticket, ann.Say("ann: the code is 4711, for the safe in the cellar"), ann);
    }

    private static async Task<RawPeer> EnterAsync(AttackedSite site, Victim ann)
    {
        RawPeer wire = await RawPeer.ConnectAsync(site.Room.EndPoint);
        Assert.Equal(SymmetricKeyAck.Code, KdcSite.Code(await wire.AskAsync(ann.Enter())));
        return wire;
    }

    /// <summary>One way after the other to alter a message and keep its size; in some of them the padding stays right.</summary>
    private static byte[] Alter(byte[] message, Random random, int at)
    {
        const int content = Bits.MessageIv + Iv.Size;
        byte[] bit = [(byte)(1 << random.Next(8))];
        return (at % 5) switch
        {
            // The text of the first block.
            0 => Bits.Flip(message, Bits.MessageIv + random.Next(Iv.Size), bit),
            // Any block but the last two: the padding stays.
            1 => Bits.Flip(message, content + random.Next(message.Length - content - (2 * Iv.Size)), bit),
            // The block before the last: its bits are the padding's.
            2 => Bits.Flip(message, message.Length - (2 * Iv.Size) + random.Next(Iv.Size), bit),
            // The last byte before the padding's, as an oracle is asked.
            3 => Bits.Flip(message, message.Length - Iv.Size - 1, [(byte)random.Next(1, 256)]),
            // The last block.
            _ => Bits.Flip(message, message.Length - 1 - random.Next(Iv.Size), bit),
        };
    }

    private static bool IsPaddingRight(SessionTicket ticket, byte[] message)
    {
        byte[] iv = message[Bits.MessageIv..(Bits.MessageIv + Iv.Size)], content = message[(Bits.MessageIv + Iv.Size)..];
        byte[] padded = SeedCipher.Open(ticket.SessionKey.Bytes.ToArray(), iv, content, System.Security.Cryptography.PaddingMode.None);
        int size = padded[^1];
        return size is >= 1 and <= Iv.Size && padded[^size..].All(b => b == size);
    }

    private void Report(string what, List<double> times)
    {
        times.Sort();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: {times.Count} answers, us: {times[times.Count / 20]:F0} (5%), {times[times.Count / 4]:F0}, {times[times.Count / 2]:F0} (half), {times[times.Count * 3 / 4]:F0}, {times[times.Count * 19 / 20]:F0} (95%)"));
    }
}

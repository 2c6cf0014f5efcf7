using KerberosGen.Clients;
using KerberosGen.Crypto;
using KerberosGen.Hosting.Tests;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using Microsoft.Extensions.Time.Testing;

namespace KerberosGen.Client.Tests.Kdc;

/// <summary>Whoever has the KDC's address may say anything: it ends in a sentence, soon, and in little memory.</summary>
public sealed class HostileKdcTests
{
    private const int Most = 16 * 1024 * 1024;

    [Fact]
    public async Task An_answer_that_drips_is_given_up_after_the_time_that_its_size_may_take()
    {
        var asked = new TaskCompletionSource();
        await using BareKdc kdc = BareKdc.Start(async (peer, end) =>
        {
            await peer.SendAsync(BareKdc.Response(1602, [], size: Most / 277 * 277), end);
            asked.SetResult();
            while (true)
            {
                await peer.SendAsync(new byte[1], end);
                await Task.Delay(10, end);
            }
        });
        var clock = new FakeTimeProvider();
        Task<IReadOnlyList<ServiceInfo>> listing = KdcLocatorTests.ListAsync(new KdcLocator([kdc.EndPoint], overUdp: false, null, clock), default);
        await asked.Task.WaitAsync(Patience.Limit);
        await clock.UntilAsync(() => listing.IsCompleted);
        var failed = await Assert.ThrowsAsync<KdcUnreachableException>(() => listing);
        Assert.Contains("(it does not send its whole answer within 74 s)", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_was_announced_is_not_paid_for_before_it_comes()
    {
        var announced = new TaskCompletionSource();
        await using BareKdc kdc = BareKdc.Start(async (peer, end) =>
        {
            await peer.SendAsync(BareKdc.Response(1602, new byte[1000], size: Most / 277 * 277), end);
            announced.SetResult();
            await BareKdc.EndOfAsync(peer, end);
        });
        using var cancellation = new CancellationTokenSource();
        var locator = new KdcLocator([kdc.EndPoint], overUdp: false);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        Task listing = locator.AskAsync(client => client.ListServicesAsync(default, cancellation.Token), cancellation.Token);
        await announced.Task.WaitAsync(Patience.Limit);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, Most / 2);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => listing.WaitAsync(Patience.Limit));
    }

    [Fact]
    public async Task The_longest_list_is_read_whole_in_whatever_pieces_it_comes()
    {
        const int Count = Most / 277;
        byte[] entries = new byte[Count * 277];
        byte[] one = KdcDatagramTests.Entry("Printer 10", 4000)[7..];
        for (int i = 0; i < Count; i++)
        {
            one.CopyTo(entries, i * 277);
            BitConverter.TryWriteBytes(entries.AsSpan(i * 277), i);
        }

        byte[] answer = BareKdc.Response(1602, entries);
        await using BareKdc kdc = BareKdc.Start(async (peer, end) =>
        {
            for (int i = 0; i < 300; i++)
                await peer.SendAsync(answer.AsMemory(i, 1), end);
            for (ReadOnlyMemory<byte> rest = answer.AsMemory(300); !rest.IsEmpty; rest = rest[await peer.SendAsync(rest[..Math.Min(rest.Length, 12_345)], end)..])
            {
            }
        });
        Assert.Equal(Count, (await KdcLocatorTests.ListAsync(new KdcLocator([kdc.EndPoint], overUdp: false), default)).Count);
    }

    [Theory]
    [InlineData("", 4000, "entry 1 of its list of services has a name that the protocol does not allow")]
    [InlineData("\u001b[2J", 4000, "entry 1 of its list of services has a name that the protocol does not allow")]
    [InlineData("a\nb", 4000, "entry 1 of its list of services has a name that the protocol does not allow")]
    [InlineData("a:b", 4000, "entry 1 of its list of services has a name that the protocol does not allow")]
    [InlineData("Printer 10", 0, "entry 1 of its list of services has no port")]
    public async Task A_list_that_the_client_could_not_keep_is_no_answer(string name, int port, string reason)
    {
        await using BareKdc kdc = BareKdc.Answering(KdcDatagramTests.Entry(name, (ushort)port));
        var failed = await Assert.ThrowsAsync<KdcUnreachableException>(() => KdcLocatorTests.ListAsync(new KdcLocator([kdc.EndPoint], overUdp: false), default));
        Assert.Contains($"({reason})", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_names_one_id_twice_is_no_answer()
    {
        byte[] entry = KdcDatagramTests.Entry("Printer 10", 4000)[7..];
        await using BareKdc kdc = BareKdc.Answering(BareKdc.Response(1602, [.. entry, .. entry]));
        var failed = await Assert.ThrowsAsync<KdcUnreachableException>(() => KdcLocatorTests.ListAsync(new KdcLocator([kdc.EndPoint], overUdp: false), default));
        Assert.Contains("(entry 2 of its list of services has the id of another one)", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_is_not_UTF8_is_no_answer()
    {
        byte[] answer = KdcDatagramTests.Entry("Printer 10", 4000);
        answer[7 + 16] = 0xff;
        await using BareKdc kdc = BareKdc.Answering(answer);
        await Assert.ThrowsAsync<KdcUnreachableException>(() => KdcLocatorTests.ListAsync(new KdcLocator([kdc.EndPoint], overUdp: false), default));
    }

    [Fact]
    public async Task A_forged_ticket_is_refused_in_words()
    {
        await using BareKdc kdc = BareKdc.Answering(BareKdc.Response(1603, new byte[217]));
        var refused = await Assert.ThrowsAnyAsync<RequestRefusedException>(() => TicketAsync(new KdcLocator([kdc.EndPoint], overUdp: false)));
        Assert.StartsWith("The KDC's answer ", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Random_answers_end_in_a_sentence(int seed)
    {
        var random = new Random(seed);
        await using BareKdc kdc = BareKdc.Start((peer, end) => peer.SendAsync(RandomAnswer(random), end).AsTask());
        var locator = new KdcLocator([kdc.EndPoint], overUdp: false);
        for (int i = 0; i < 300; i++)
        {
            try
            {
                switch (i % 3)
                {
                    case 0:
                        await KdcLocatorTests.ListAsync(locator, default);
                        break;
                    case 1:
                        await KdcLocatorTests.RegisterAsync(locator, "ann");
                        break;
                    default:
                        await TicketAsync(locator);
                        break;
                }
            }
            catch (Exception e) when (e is RequestRefusedException or KdcUnreachableException)
            {
                Assert.Matches("^[A-Z].*[.?]$", e.Message);
                Assert.DoesNotContain(e.Message, char.IsControl);
            }
        }
    }

    [Fact]
    public async Task After_a_request_without_an_answer_a_connection_is_not_used_again()
    {
        await using BareKdc kdc = BareKdc.Silent();
        await using KdcClient client = await KdcClient.ConnectAsync(kdc.EndPoint, local: null, overUdp: false, Patience.Token);
        using var cancellation = new CancellationTokenSource();
        Task first = client.ListServicesAsync(default, cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.WaitAsync(Patience.Limit));
        // Else the late answer to the first request would be taken for the answer to the second.
        await Assert.ThrowsAsync<IOException>(() => client.ListServicesAsync(default, Patience.Token));
    }

    private static async Task TicketAsync(KdcLocator locator)
    {
        using KeyMaterial key = KeyMaterial.FromPassword("secret"u8);
        var ann = new ClientIdentity(new PrincipalName("ann"), KdcSite.Id(1), key);
        using SessionTicket ticket = await locator.AskAsync(kdc => kdc.GetTicketAsync(ann, KdcSite.Id(2), SystemRandomSource.Instance, Patience.Token), Patience.Token);
    }

    /// <summary>An answer that is right in some of its parts.</summary>
    private static byte[] RandomAnswer(Random random)
    {
        lock (random)
        {
            ushort code = (ushort)random.Next(1599, 1610);
            int size = random.Next(6) switch { 0 => 16, 1 => 277 * random.Next(4), 2 => 217, 3 => 257, 4 => 0, _ => random.Next(600) };
            byte[] payload = new byte[size];
            random.NextBytes(payload);
            byte[] answer = BareKdc.Response(code, payload, random.Next(10) == 0 ? (uint)random.Next() : null, random.Next(10) == 0 ? (byte)random.Next(256) : (byte)24);
            return random.Next(5) == 0 ? answer[..random.Next(answer.Length)] : answer;
        }
    }
}

using System.Net;
using System.Net.Sockets;
using KerberosGen.Crypto;
using KerberosGen.Hosting;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using KerberosGen.Room.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace KerberosGen.Room.Tests.Manager;

public sealed class KdcLineTests
{
    // No shorter than the longest wait between two attempts, and far shorter than a KDC may take to answer one.
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_KDC_that_accepts_and_never_answers_is_away_and_a_room_registers_when_a_real_one_comes()
    {
        await using var site = new AppSite();
        var clock = new FakeTimeProvider();
        var log = new RecordedLog();
        using var silent = new TcpListener(IPAddress.Loopback, AppSite.FreePort());
        silent.Start();
        var kdc = (IPEndPoint)silent.LocalEndpoint;
        var line = new KdcLine(kdc, log, clock);
        using KeyMaterial key = KeyMaterial.NewWithoutZeros(AesKey.Size, SystemRandomSource.Instance);
        using var cancellation = new CancellationTokenSource();
        Task<(RoomIdentity Identity, IPEndPoint EndPoint)> registering = line.AskAsync(
            patience => RoomRegistration.RegisterAsync(kdc, new PrincipalName("Printer 10"), key, new IPEndPoint(IPAddress.Loopback, 0), overUdp: false, patience),
            cancellation.Token);
        using (TcpClient asked = await silent.AcceptTcpClientAsync().WaitAsync(Apps.Patience))
        {
            // It was asked in full, so that only its answer is waited for.
            await asked.GetStream().ReadExactlyAsync(new byte[RequestHeader.Size + ServiceRegistration.Size]).AsTask().WaitAsync(Apps.Patience);
            clock.Advance(TimeSpan.FromSeconds(19));
            Assert.False(registering.IsCompleted);
            Assert.Empty(log.Lines);
            await PassUntilAsync(clock, () => log.Lines.Count > 0);
            Assert.Equal($"The KDC at {kdc} is away (it does not answer within 20 s); trying again until it is there", log.Lines[0].Text);
        }

        silent.Stop();
        await site.StartKdcAsync("-p", $"{kdc.Port}");
        await PassUntilAsync(clock, () => registering.IsCompleted);
        Assert.NotEqual(default, (await registering).Identity.Id);
        Assert.Equal([log.Lines[0].Text, $"The KDC at {kdc} is back"], log.Lines.Select(static line => line.Text));
    }

    // Twice as fast as time is: a KDC that is there has long enough to answer, however busy the machine is.
    private static async Task PassUntilAsync(FakeTimeProvider clock, Func<bool> isSo)
    {
        using var patience = new CancellationTokenSource(Apps.Patience);
        for (int look = 0; !isSo(); look++)
        {
            if (look % 50 == 0)
                clock.Advance(Step);
            await Task.Delay(50, patience.Token);
        }
    }
}

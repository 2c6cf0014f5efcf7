using System.Globalization;
using System.Net;
using System.Net.Sockets;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Kdc.Tests.Operations;

public sealed class MonitoringTests
{
    private static readonly HttpClient Http = new() { Timeout = Apps.Patience };

    [Fact]
    public async Task Figures_move_with_what_is_asked()
    {
        using var here = new KdcDirectory();
        await using WatchedKdc kdc = await WatchedKdc.StartReadyAsync(here.Path, "--monitoring", "0", "-pr", "both");
        Assert.EndsWith(" (both, documented)", kdc.Output.Text, StringComparison.Ordinal);
        Uri monitoring = await MonitoringOf(kdc);
        PrometheusText before = await ScrapeAsync(monitoring);
        Assert.Equal(0, before.Value("kerberosgen_kdc_tickets_total"));
        Assert.Equal(0, before.Value("kerberosgen_kdc_refusals_total", "kdc_refusal=\"unknown_client\""));

        ClientIdentity ann = await Traffic.RegisterAsync(kdc.EndPoint, "ann");
        PrincipalId room = await Traffic.RegisterServiceAsync(kdc.EndPoint, "Printer 10");
        for (int i = 0; i < 3; i++)
            await Traffic.GetTicketAsync(kdc.EndPoint, ann, room);
        await Traffic.GetTicketAsync(kdc.EndPoint, ann, room, overUdp: true);
        await Traffic.BeRefusedAsync(kdc.EndPoint, 2);

        // A datagram is counted when it is gone, which may be after it has come.
        const long sent = (4 * 224) + (2 * 7) + (2 * 23);
        PrometheusText after;
        using var patience = new CancellationTokenSource(Apps.Patience);
        do
            after = await ScrapeAsync(monitoring);
        while (after.Value("kerberosgen_kdc_io_bytes_total", "network_io_direction=\"transmit\"") < sent && !patience.IsCancellationRequested);

        Assert.Equal(1, after.Value("kerberosgen_kdc_registrations_total", "kdc_principal=\"client\""));
        Assert.Equal(1, after.Value("kerberosgen_kdc_registrations_total", "kdc_principal=\"service\""));
        Assert.Equal(4, after.Value("kerberosgen_kdc_tickets_total"));
        const string took = "kerberosgen_kdc_request_duration_seconds_count";
        Assert.Equal(4, after.Value(took, "kdc_request=\"ticket\""));
        Assert.Equal(1, after.Value(took, "kdc_request=\"client_registration\""));
        Assert.Equal(1, after.Value(took, "kdc_request=\"service_registration\""));
        Assert.Equal(2, after.Value(took, "kdc_outcome=\"refused\""));
        Assert.Equal(6, after.Value("kerberosgen_kdc_connections_accepted_total"));
        Assert.Equal(1, after.Value("kerberosgen_kdc_datagrams_total", "network_io_direction=\"receive\""));
        Assert.Equal(0, after.Value("kerberosgen_kdc_datagrams_dropped_total"));
        // 24 bytes of payload behind a header of 23, and 217 behind one of 7.
        Assert.Equal((4 * 47) + (2 * 23) + 533 + 310, after.Value("kerberosgen_kdc_io_bytes_total", "network_io_direction=\"receive\""));
        Assert.Equal(sent, after.Value("kerberosgen_kdc_io_bytes_total", "network_io_direction=\"transmit\""));
        Assert.Equal(6, after.Value("kerberosgen_kdc_cipher_cache_lookups_total", "kdc_cache=\"hit\""));
        Assert.Equal(2, after.Value("kerberosgen_kdc_cipher_cache_lookups_total", "kdc_cache=\"miss\""));
        Assert.Equal(2, after.Value("kerberosgen_kdc_refusals_total", "kdc_refusal=\"unknown_client\""));
        Assert.Equal(2, after.Value("kerberosgen_kdc_store_write_duration_seconds_count"));
        Assert.True(after.Value("dotnet_process_memory_working_set_bytes") > 1_000_000);
        await kdc.StopAsync();
    }

    [Fact]
    public async Task Metrics_are_sent_by_OTLP_where_the_standard_variable_says_so()
    {
        using var here = new KdcDirectory();
        string address = $"http://127.0.0.1:{AppSite.FreePort()}";
        using var collector = new HttpListener();
        collector.Prefixes.Add(address + "/");
        collector.Start();
        await using WatchedKdc kdc = WatchedKdc.Start(
            here.Path,
            ["-p", "0"],
            ("OTEL_EXPORTER_OTLP_ENDPOINT", address),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_METRIC_EXPORT_INTERVAL", "200"));
        await kdc.ReadyAsync();
        string sent;
        do
        {
            HttpListenerContext post = await collector.GetContextAsync().WaitAsync(Apps.Patience);
            Assert.Equal("/v1/metrics", post.Request.Url!.AbsolutePath);
            using var body = new StreamReader(post.Request.InputStream, System.Text.Encoding.Latin1);
            sent = await body.ReadToEndAsync();
            post.Response.Close();
        }
        while (!sent.Contains("kerberosgen.kdc.tickets", StringComparison.Ordinal));

        Assert.Contains("kerberosgen-kdc", sent, StringComparison.Ordinal);
        // From here on nobody answers it.
        await kdc.StopAsync();
    }

    [Fact]
    public async Task It_is_ready_only_while_it_serves()
    {
        using var here = new KdcDirectory();
        // The store is opened as soon as somebody writes into this pipe: until then the KDC starts.
        Run("mkfifo", here.File("port.info"));
        await using WatchedKdc kdc = WatchedKdc.Start(here.Path, ["--monitoring", "0"]);
        Uri monitoring = await MonitoringOf(kdc);
        Assert.Equal((HttpStatusCode.OK, "ok\n"), await GetAsync(monitoring, "livez"));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "starting\n"), await GetAsync(monitoring, "readyz"));
        await File.WriteAllTextAsync(here.File("port.info"), $"{AppSite.FreePort()}\n").WaitAsync(Apps.Patience);
        await kdc.ReadyAsync();
        Assert.Equal((HttpStatusCode.OK, "ok\n"), await GetAsync(monitoring, "readyz"));

        ClientIdentity client = await Traffic.RegisterAsync(kdc.EndPoint, "ann");
        kdc.Signal("TERM");
        var seen = new List<string>();
        try
        {
            while (true)
                seen.Add((await GetAsync(monitoring, "readyz")).Text);
        }
        catch (HttpRequestException)
        {
            // It has stopped to listen.
        }

        Assert.Equal(0, await kdc.ExitAsync());
        Assert.True(seen.SkipWhile(static text => text == "ok\n").All(static text => text == "draining\n"), string.Join("", seen));
        await Assert.ThrowsAsync<SocketException>(() => Traffic.RegisterAsync(kdc.EndPoint, "bob"));
        GC.KeepAlive(client);
    }

    [Fact]
    public async Task It_listens_at_loopback_unless_told_otherwise_and_then_says_so()
    {
        using var here = new KdcDirectory();
        await using WatchedKdc kdc = await WatchedKdc.StartReadyAsync(here.Path, "--monitoring", "0");
        Assert.Equal("127.0.0.1", (await MonitoringOf(kdc)).Host);
        await kdc.StopAsync();
        Assert.DoesNotContain("can be read by other hosts", kdc.Errors.Text, StringComparison.Ordinal);

        await using WatchedKdc open = await WatchedKdc.StartReadyAsync(here.Path, "--monitoring", "0.0.0.0:0");
        await open.ComplainsAsync("can be read by other hosts, without a password");
        await open.StopAsync();
    }

    [Fact]
    public async Task A_port_that_is_taken_is_one_sentence()
    {
        using var here = new KdcDirectory();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        await using WatchedKdc kdc = WatchedKdc.Start(here.Path, ["-p", "0", "--monitoring", $"{taken.LocalEndpoint}"]);
        Assert.Equal(1, await kdc.ExitAsync());
        Assert.Contains($"{taken.LocalEndpoint} is in use; --monitoring says where health and metrics are.", kdc.Errors.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", kdc.Errors.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_does_not_answer_makes_it_not_ready_and_leaves_it_live()
    {
        var store = new SilentStore();
        var health = new KdcHealth(TimeProvider.System);
        Assert.Equal("starting", await health.WhyNotReadyAsync());
        health.Serves(store);
        string?[] answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => health.WhyNotReadyAsync()));
        Assert.All(answers, static answer => Assert.Equal("the store does not answer", answer));
        Assert.Equal(1, store.Asked);
        Assert.True(health.IsLive);
        health.Drains();
        Assert.Equal("draining", await health.WhyNotReadyAsync());
    }

    [Fact]
    public void A_KDC_whose_loop_hangs_is_not_live()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var health = new KdcHealth(clock);
        clock.Advance(TimeSpan.FromSeconds(14));
        Assert.True(health.IsLive);
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.False(health.IsLive);
        health.Beats();
        Assert.True(health.IsLive);
    }

    private static async Task<Uri> MonitoringOf(WatchedKdc kdc) => new($"http://{(await kdc.SaysAsync("Monitoring ready on "))["Monitoring ready on ".Length..]}/");

    private static async Task<PrometheusText> ScrapeAsync(Uri monitoring)
    {
        using HttpResponseMessage answer = await Http.GetAsync(new Uri(monitoring, "metrics"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        return PrometheusText.Parse(await answer.Content.ReadAsStringAsync());
    }

    private static async Task<(HttpStatusCode Status, string Text)> GetAsync(Uri monitoring, string page)
    {
        using HttpResponseMessage answer = await Http.GetAsync(new Uri(monitoring, page));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(program, arguments);
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, string.Create(CultureInfo.InvariantCulture, $"{program} ended with {process.ExitCode}."));
    }
}

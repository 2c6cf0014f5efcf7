using System.Collections.Concurrent;
using System.CommandLine;
using System.CommandLine.Help;
using System.Diagnostics.Metrics;
using System.Reflection;
using System.Text.RegularExpressions;
using KerberosGen.Hosting;
using KerberosGen.Kdc.Tests.Operations;
using KerberosGen.Protocol;
using Microsoft.Extensions.Logging;

namespace KerberosGen.Kdc.Tests.Docs;

/// <summary>The pages' tables have a row for all that there is, and none for what there is not.</summary>
public sealed partial class ReferenceTests
{
    [Fact]
    public async Task Every_option_has_its_row_with_its_default()
    {
        using var here = new KdcDirectory();
        await using WatchedKdc kdc = WatchedKdc.Start(here.Path, ["--show-config"]);
        Assert.Equal(0, await kdc.ExitAsync());
        IEnumerable<(string, string)> options = kdc.Output.Lines.Select(static line => Columns().Split(line)).Select(static cells => ("--" + cells[0], Worded(cells[1])));

        IEnumerable<(string, string)> rows = new[] { "run.md", "limits.md" }.SelectMany(static page => KdcPages.All.Rows(page, "option"))
            .Select(static cells => (cells[0].Split(' ').Last(static word => word.StartsWith("--", StringComparison.Ordinal)), Worded(cells[1])));

        Assert.Equal(options.Order(), rows.Order());
    }

    [Fact]
    public void Every_command_is_told_and_each_of_its_options()
    {
        var store = new StoreOptions();
        string text = string.Join('\n', KdcPages.All.Names.Select(KdcPages.All.Text));
        Command[] commands =
        [
            .. AdministrationCommands.Principals(store).Subcommands, .. AdministrationCommands.Services(store).Subcommands,
            TransferCommands.Export(store), TransferCommands.Import(store),
        ];
        Assert.All(commands, command =>
        {
            string typed = command.Parents.OfType<Command>().SingleOrDefault() is { } parent ? $"kdc {parent.Name} {command.Name}" : $"kdc {command.Name}";
            Assert.Contains(typed, text, StringComparison.Ordinal);
            foreach (Option option in command.Options.Where(static option => option is not HelpOption))
                Assert.Contains(option.Name, text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Every_line_of_the_log_has_its_row()
    {
        IEnumerable<(string, string)> lines = new[]
        {
            LinesOf(typeof(KdcLog), "KDC"),
            LinesOf(InHosting("PacketServer"), "KerberosGen.Hosting.PacketServer"),
            // These write for the server that accepts, and for the one that has the failure.
            LinesOf(InHosting("DescriptorReserve"), "KerberosGen.Hosting.PacketServer"),
            LinesOf(InHosting("DatagramSender"), "KerberosGen.Hosting.KdcUdpServer"),
            LinesOf(InHosting("StoreFailureLog"), "KerberosGen.Hosting.KdcServer"),
            LinesOf(InHosting("StoreFailureLog"), "KerberosGen.Hosting.KdcUdpServer"),
        }.SelectMany(static of => of);

        Assert.Equal(lines.Order(), KdcPages.All.Rows("monitoring.md", "event").Select(static cells => ($"{cells[0]} {cells[1]}", cells[2])).Order());
        Assert.Equal(
            typeof(KdcEvents).GetFields().Select(static field => $"KDC[{field.GetRawConstantValue()}]").Order(),
            KdcPages.All.Rows("monitoring.md", "event").Select(static cells => cells[0]).Where(static id => id.StartsWith("KDC[", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public async Task Every_figure_has_its_row_under_both_of_its_names()
    {
        // Other tests count meanwhile, with the same instruments.
        var instruments = new ConcurrentDictionary<(string, string), bool>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == KdcMetrics.MeterName)
                    instruments[(instrument.Name, instrument.Unit!)] = true;
            },
        };
        listener.Start();
        using var metrics = new KdcMetrics();
        using var ciphers = new CipherCache(3);
        metrics.Watch(new KdcStatistics(), ciphers);

        IReadOnlyList<string[]> rows = KdcPages.All.Rows("monitoring.md", "figure");
        Assert.Equal(instruments.Keys.Order(), rows.Select(static cells => (cells[0], cells[2])).Order());

        using var here = new KdcDirectory();
        await using WatchedKdc kdc = await WatchedKdc.StartReadyAsync(here.Path, "--monitoring", "0");
        await Traffic.RegisterAsync(kdc.EndPoint, "ann");
        string address = (await kdc.SaysAsync("Monitoring ready on ")).Split(' ')[^1];
        using var http = new HttpClient();
        string scraped = await http.GetStringAsync(new Uri($"http://{address}/metrics"));
        string[] names = [.. rows.Select(static cells => cells[1])];
        foreach (string name in FamilyOfOurs().Matches(scraped).Select(static match => match.Groups[1].Value))
            Assert.Contains(name, names);
        await kdc.StopAsync();
    }

    [Fact]
    public void Every_kind_of_refusal_has_its_row() => Assert.Equal(
        Enum.GetNames<KdcRefusalKind>().Select(static name => (InLabel(name), name)).Order(),
        KdcPages.All.Rows("monitoring.md", "refusal").Select(static cells => (cells[0], cells[1])).Order());

    [Fact]
    public async Task Every_file_that_the_KDC_makes_has_its_row_with_its_mode()
    {
        IReadOnlyList<string[]> rows = KdcPages.All.Rows("run.md", "file");
        var made = new Dictionary<string, string>();
        foreach (string store in (string[])["files", "sqlite"])
        {
            using var here = new KdcDirectory();
            here.Configure("14a4457f09d732af39e6438296671210: ali", "clients.txt");
            await using WatchedKdc kdc = WatchedKdc.Start(here.Path, ["--store", store, "-p", "0"]);
            await kdc.ReadyAsync();
            await Traffic.RegisterAsync(kdc.EndPoint, "ann");
            await Traffic.RegisterServiceAsync(kdc.EndPoint, "Printer 10");
            await using WatchedKdc disable = WatchedKdc.Start(here.Path, ["principals", "disable", "ann"]);
            Assert.True(await disable.ExitAsync() == 0, disable.Errors.Text);
            foreach (string path in Directory.EnumerateFileSystemEntries(here.Path, "*", SearchOption.AllDirectories))
                made[Path.GetRelativePath(here.Path, path)] = ModeOf(path);
            await kdc.StopAsync();
        }

        using (var here = new KdcDirectory())
        {
            Storage.PortFile.ReadOrCreate(here.Path, static _ => { });
            made[Storage.PortFile.FileName] = ModeOf(here.File(Storage.PortFile.FileName));
        }

        // These are as the umask says, in a directory that nobody else can open; the next is the administrator's.
        made["admin/socket"] = made["admin/socket.lock"] = "";
        made["kdc.json"] = "0600";
        Assert.Equal(made.Select(static file => (file.Key, file.Value)).Order(), rows.Select(static cells => (cells[0], cells[1])).Order());
    }

    private static string ModeOf(string path) =>
        OperatingSystem.IsWindows() ? "" : Convert.ToString((int)File.GetUnixFileMode(path), 8).PadLeft(4, '0');

    private static Type InHosting(string name) => typeof(KdcServer).Assembly.GetType($"KerberosGen.Hosting.{name}", throwOnError: true)!;

    private static IEnumerable<(string, string)> LinesOf(Type type, string category) =>
        type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Select(static method => method.GetCustomAttribute<LoggerMessageAttribute>()).OfType<LoggerMessageAttribute>()
            .Select(line => ($"{category}[{line.EventId}] {line.Level.ToString().ToLowerInvariant()}", line.Message));

    private static string InLabel(string name) => Capital().Replace(name, static match => (match.Index > 0 ? "_" : "") + match.Value.ToLowerInvariant());

    // A number as a page writes it, with commas.
    private static string Worded(string value) => ThousandsComma().Replace(value, "");

    [GeneratedRegex("  +")]
    private static partial Regex Columns();

    [GeneratedRegex("(?<=[0-9]),(?=[0-9]{3})")]
    private static partial Regex ThousandsComma();

    [GeneratedRegex("^# TYPE (kerberosgen_[a-z_]+)", RegexOptions.Multiline)]
    private static partial Regex FamilyOfOurs();

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}

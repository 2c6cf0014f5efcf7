using System.CommandLine;
using System.Globalization;
using KerberosGen.Load.Reporting;
using KerberosGen.Load.Servers;
using KerberosGen.Load.Starts;

namespace KerberosGen.Load.Commands;

/// <summary><c>start</c>: how long a person who starts the client waits for its first prompt, beside <c>true</c>.</summary>
internal static class StartCommand
{
    private const int Rounds = 21;
    private const double MostBeyond = 0.050;
    private const string Native = "native";

    public static Command Create()
    {
        var options = new LoadOptions(rounds: Rounds);
        var native = new Option<FileInfo>("--native") { Description = "The client that was compiled ahead of time. [default: one is published, which takes a minute]", HelpName = "file" };
        var readyToRun = new Option<FileInfo>("--ready-to-run") { Description = "The client that was published with ReadyToRun, to be measured too.", HelpName = "file" };
        var readme = new Option<FileInfo?>("--readme") { Description = "Write the table into this page too, between its marks.", HelpName = "file" };
        native.AcceptExistingOnly();
        readyToRun.AcceptExistingOnly();
        var command = new Command("start", "The client's prompts at a terminal, from the start of its process on, beside the end of 'true'; exit status 0 only if the goals are met. Two minutes.") { native, readyToRun, readme };
        foreach (Option option in options.Starts)
            command.Options.Add(option);
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var site = new LoadSite(cancellation);
            StartSite starts = await StartSite.StartAsync(site);
            ReportOutput.Tell("publishing and registering");
            List<StartSide> sides = [new StartSide("true", "its end", null, "/bin/true")];
            sides.AddRange(await starts.RegisterAsync(Native, parsed.GetValue(native)?.FullName ?? await starts.PublishAsync()));
            if (parsed.GetValue(readyToRun) is { } compiled)
                sides.AddRange(await starts.RegisterAsync("ReadyToRun", compiled.FullName));
            sides.AddRange(await starts.RegisterAsync("compiled as it runs", Programs.Client));
            ReportOutput.Tell("starting");
            var report = new Report { Verb = "start" };
            report.Starts.AddRange(StartRun.Measure(sides, options.RoundsOf(parsed), cancellation));
            report.Goals.AddRange(report.Starts.Where(static figures => figures.Side.Name == Native).Select(Judge));
            new ReportOutput(options.IsJson(parsed), plots: null, parsed.GetValue(readme)).Write(report);
            return report.Goals.TrueForAll(static goal => goal.IsMet) ? 0 : 1;
        });
        return command;
    }

    private static (bool IsMet, string Words) Judge(StartFigures figures) => (
        figures.Beyond.Median <= MostBeyond,
        string.Create(CultureInfo.InvariantCulture, $"{figures.Side.Prompt} {figures.Beyond.Median * 1e3:F1} ms beyond the end of `true`; at most {MostBeyond * 1e3:F0}"));
}

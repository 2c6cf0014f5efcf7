using System.CommandLine;
using KerberosGen.Cli;

namespace KerberosGen.Kdc;

/// <summary><c>kdc export</c> and <c>kdc import</c>.</summary>
internal static class TransferCommands
{
    /// <summary>Every principal, out of any store.</summary>
    public static Command Export(StoreOptions store)
    {
        Option<string> output = new("--output", "-o") { Description = "The file to make, with mode 0600; - for standard output, if that is no terminal. [default: -]", HelpName = "file" };
        var command = new Command("export", "Write every principal with its key into a dump, of this KDC, running or not.") { output };
        command.SetAction((parsed, cancellation) => RunAsync(() => ExportRun.RunAsync(store.ChoiceOf(parsed), parsed.GetValue(output), cancellation)));
        return command;
    }

    /// <summary>Every principal of a dump or of the original program's directory, into any store.</summary>
    public static Command Import(StoreOptions store)
    {
        Argument<string> source = new("source") { Description = "A dump of 'kdc export', or a directory with clients.txt and services.json, the original program's or ours.", HelpName = "file|dir" };
        Option<bool> update = new("--update") { Description = "Where the store has a name or an id otherwise, the file wins." };
        Option<bool> skip = new("--skip-existing") { Description = "Where the store has a name or an id otherwise, the store wins." };
        Option<TimeZoneInfo> zone = SeedOptions.TimeZone("--time-zone", "The zone of the last-seen times in a clients.txt.");
        var command = new Command("import", "Bring principals into this KDC, running or not; all of the source is checked first.") { source, update, skip, zone };
        command.Validators.Add(result =>
        {
            if (result.GetValue(update) && result.GetValue(skip))
                result.AddError("--update and --skip-existing exclude each other.");
        });
        command.SetAction((parsed, cancellation) => RunAsync(() =>
        {
            ImportMode mode = parsed.GetValue(update) ? ImportMode.Update : parsed.GetValue(skip) ? ImportMode.SkipExisting : ImportMode.Refuse;
            return new ImportRun(parsed.GetValue(source)!, mode, parsed.GetValue(zone) ?? TimeZoneInfo.Local).RunAsync(store.ChoiceOf(parsed), cancellation);
        }));
        return command;
    }

    /// <summary>The transfer by the way that an administrator has.</summary>
    public static IPrincipalTransfer Through(KdcAccess access) =>
        access.Running is { } kdc ? new RemoteTransfer(kdc) : new LocalTransfer(access.Stopped!, access.Audit, Storage.AuditSubject.Direct);

    private static async Task<int> RunAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (UsageException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCodes.Usage;
        }
    }
}

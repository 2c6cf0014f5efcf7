using System.CommandLine;
using System.Net;
using System.Text.Json;
using KerberosGen.Cli;
using KerberosGen.Codec;
using KerberosGen.Crypto;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using KerberosGen.Storage;

namespace KerberosGen.Kdc;

/// <summary>Runs one act from the command line: asks what must be asked, does it, and hands on what the other side needs.</summary>
internal sealed class ActRun(PrincipalKind kind, AdministrativeVerb verb, ParseResult parsed, AdministrationOptions options)
{
    private readonly string _name = parsed.GetValue(options.Name)!;

    private string KindWord => kind.ToString().ToLowerInvariant();

    private string Shown => $"{KindWord} \"{DisplayText.Escape(_name)}\"";

    private bool HasRandomPassword => verb is AdministrativeVerb.Add or AdministrativeVerb.Password && kind == PrincipalKind.Client && parsed.GetValue(options.RandomPassword);

    /// <summary>True if the other side learns something that it cannot know yet.</summary>
    private bool Enrols => verb is AdministrativeVerb.Add or AdministrativeVerb.Rekey || HasRandomPassword;

    public async Task<int> RunAsync(StoreChoice store, CancellationToken cancellation)
    {
        // Whatever can go wrong goes wrong before anything is changed.
        EnrolmentOutput? output = Enrols ? EnrolmentOutput.Prepare(parsed.GetValue(options.Output), _name, kind, parsed.GetValue(options.Force)) : null;
        if (verb == AdministrativeVerb.Remove && !parsed.GetValue(options.Yes) && !await ConfirmAsync(cancellation))
        {
            await Console.Error.WriteLineAsync("Nothing was removed.");
            return ExitCodes.Failed;
        }

        Password? password = NeedsPassword ? await ChoosePasswordAsync(cancellation) : null;
        using KeyMaterial? key = password is { } chosen ? KeyMaterial.FromPassword(chosen.Utf8) : null;
        await using KdcAccess access = await KdcAccess.OpenAsync(store, makesDirectory: verb == AdministrativeVerb.Add, Console.Error.WriteLine, cancellation);
        IReadOnlyList<IPEndPoint> kdcs = output is null ? [] : await FindKdcsAsync(access.Administration, cancellation);
        ActOutcome outcome = await access.Administration.ActAsync(
            new AdministrativeAct { Verb = verb, Kind = kind, Name = _name, Key = key?.Bytes.ToArray(), Address = AskedAddress()?.ToString() }, cancellation);
        if (outcome.Refusal is { } refusal)
            throw new InvalidOperationException(refusal);
        output?.Write(EnrolmentOf(outcome, kdcs, HasRandomPassword ? password : null), WhatWasDone(outcome));
        Report(outcome, output);
        return ExitCodes.Ok;
    }

    private bool NeedsPassword => kind == PrincipalKind.Client && verb is AdministrativeVerb.Add or AdministrativeVerb.Password;

    private async Task<Password> ChoosePasswordAsync(CancellationToken cancellation)
    {
        bool fromStandardInput = parsed.GetValue(options.PasswordStdin);
        if (!HasRandomPassword)
            return await new PasswordSource(fromStandardInput).GetNewAsync($"A password for {_name}:", cancellation);
        return fromStandardInput
            ? throw new UsageException("--random-password and --password-stdin do not go together.")
            : RandomPassword.Make(SystemRandomSource.Instance);
    }

    private async Task<bool> ConfirmAsync(CancellationToken cancellation)
    {
        if (Console.IsInputRedirected)
            throw new UsageException($"There is no terminal to ask whether to remove {Shown}: --yes says so.");
        await Console.Error.WriteAsync($"Remove {Shown}? [y/N] ");
        // Reading from a terminal notices no cancellation, so the wait does.
        string? answer = await Task.Run(Console.In.ReadLine, cancellation).WaitAsync(cancellation);
        return answer?.Trim() is "y" or "Y" or "yes";
    }

    private IPEndPoint? AskedAddress() => verb switch
    {
        AdministrativeVerb.Add when kind == PrincipalKind.Service => parsed.GetValue(options.Address),
        AdministrativeVerb.Address => parsed.GetValue(options.NewAddress),
        _ => null,
    };

    private async Task<IReadOnlyList<IPEndPoint>> FindKdcsAsync(IKdcAdministration administration, CancellationToken cancellation)
    {
        if (parsed.GetValue(options.Kdc) is { Length: > 0 } given)
            return given;
        IPEndPoint? running = await administration.FindKdcAsync(cancellation)
            ?? throw new UsageException("The KDC does not run here: --kdc IP:PORT says where the other side will reach it.");
        return running.Address.Equals(IPAddress.Any) || running.Address.Equals(IPAddress.IPv6Any)
            ? throw new UsageException($"The KDC listens on every address ({running}): --kdc IP:PORT says where the other side reaches it.")
            : [running];
    }

    private Enrolment EnrolmentOf(ActOutcome outcome, IReadOnlyList<IPEndPoint> kdcs, Password? password)
    {
        Validator.TryName(_name, out PrincipalName name, out _);
        Validator.TryId(outcome.Id, out PrincipalId id, out _);
        return kind == PrincipalKind.Client
            ? new ClientEnrolment(name, id, kdcs, password)
            : new RoomEnrolment(name, id, kdcs[0], new KeyMaterial(outcome.Key), IPEndPoint.Parse(outcome.Address!));
    }

    private string WhatWasDone(ActOutcome outcome) => verb switch
    {
        AdministrativeVerb.Add => $"Added {Shown} as {outcome.Id}",
        AdministrativeVerb.Remove => $"Removed {Shown}",
        AdministrativeVerb.Disable => $"Disabled {Shown}",
        AdministrativeVerb.Enable => $"Enabled {Shown}",
        AdministrativeVerb.Password => $"Set the password of {Shown}",
        AdministrativeVerb.Rekey => $"Gave {Shown} a new key",
        _ => $"Clients are told that {Shown} listens at {outcome.Address}",
    };

    private void Report(ActOutcome outcome, EnrolmentOutput? output)
    {
        if (parsed.GetValue(options.Json))
        {
            var report = new ActReport(verb, kind, _name, outcome.Id!) { Address = outcome.Address, File = output?.Path };
            Console.WriteLine(JsonSerializer.Serialize(report, AdministrationJson.Default.ActReport));
            return;
        }

        Console.WriteLine(WhatWasDone(outcome));
        if (output is not null)
            Console.WriteLine($"For '{(kind == PrincipalKind.Client ? "client" : "room")} import': {DisplayText.Escape(output.Path)}");
    }
}

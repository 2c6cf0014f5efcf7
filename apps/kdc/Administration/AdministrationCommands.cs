using System.CommandLine;
using KerberosGen.Cli;

namespace KerberosGen.Kdc;

/// <summary><c>kdc principals</c> and <c>kdc services</c>.</summary>
internal sealed class AdministrationCommands
{
    private readonly AdministrationOptions _options = new();
    private readonly StoreOptions _store;

    private AdministrationCommands(StoreOptions store, PrincipalKind kind)
    {
        _store = store;
        _options.Name.CompletionSources.Add(context => context.ParseResult.GetResult(_options.Name) is { Tokens.Count: > 0 } ? [] : PrincipalNames.Of(kind, store, context.ParseResult));
    }

    /// <summary>Clients.</summary>
    public static Command Principals(StoreOptions store)
    {
        var commands = new AdministrationCommands(store, PrincipalKind.Client);
        AdministrationOptions options = commands._options;
        return new Command("principals", "Administer the clients of this KDC, running or not.")
        {
            commands.Verb("list", "List the clients: id, when it was last seen, state, name.", [options.Json], (store, parsed, cancellation) => new ListRun(parsed.GetValue(options.Json)).ClientsAsync(store, cancellation)),
            commands.Act(
                PrincipalKind.Client, AdministrativeVerb.Add, "Register a client, and make the file for 'client import'.",
                [options.PasswordStdin, options.RandomPassword, options.Output, options.Force, options.Kdc]),
            commands.Act(PrincipalKind.Client, AdministrativeVerb.Remove, "Remove a client; it gets no ticket from now on.", [options.Yes]),
            commands.Act(PrincipalKind.Client, AdministrativeVerb.Disable, "Give a client no tickets from now on.", []),
            commands.Act(PrincipalKind.Client, AdministrativeVerb.Enable, "Give a disabled client tickets again.", []),
            commands.Act(
                PrincipalKind.Client, AdministrativeVerb.Password, "Set a client's password. A made-up one goes into a file for 'client import'.",
                [options.PasswordStdin, options.RandomPassword, options.Output, options.Force, options.Kdc]),
        };
    }

    /// <summary>Services: chat rooms.</summary>
    public static Command Services(StoreOptions store)
    {
        var commands = new AdministrationCommands(store, PrincipalKind.Service);
        AdministrationOptions options = commands._options;
        return new Command("services", "Administer the services (chat rooms) of this KDC, running or not.")
        {
            commands.Verb("list", "List the services: id, address, state, name.", [options.Json, options.Check],
                (store, parsed, cancellation) => new ListRun(parsed.GetValue(options.Json)).ServicesAsync(store, parsed.GetValue(options.Check), cancellation)),
            commands.Act(
                PrincipalKind.Service, AdministrativeVerb.Add, "Register a service with a new key, and make the file for 'room import'.",
                [options.Address, options.Output, options.Force, options.Kdc]),
            commands.Act(PrincipalKind.Service, AdministrativeVerb.Remove, "Remove a service; no ticket to it is made from now on.", [options.Yes]),
            commands.Act(
                PrincipalKind.Service, AdministrativeVerb.Rekey, "Give a service a new key, and make the file for 'room import': it ends the tickets under the old one.",
                [options.Output, options.Force, options.Kdc]),
            commands.Act(PrincipalKind.Service, AdministrativeVerb.Address, "Set where clients are told that a service listens.", [], options.NewAddress),
            commands.Act(PrincipalKind.Service, AdministrativeVerb.Disable, "Leave a service out of lists, and make no ticket to it.", []),
            commands.Act(PrincipalKind.Service, AdministrativeVerb.Enable, "Let clients have a disabled service again.", []),
        };
    }

    private Command Act(PrincipalKind kind, AdministrativeVerb verb, string description, Option[] options, params Argument[] arguments) => Verb(
        verb.ToString().ToLowerInvariant(), description, [_options.Json, .. options],
        (store, parsed, cancellation) => new ActRun(kind, verb, parsed, _options).RunAsync(store, cancellation),
        [_options.Name, .. arguments]);

    private Command Verb(string name, string description, Option[] options, Func<StoreChoice, ParseResult, CancellationToken, Task<int>> run, params Argument[] arguments)
    {
        var command = new Command(name, description);
        Array.ForEach(arguments, command.Arguments.Add);
        Array.ForEach(options, command.Options.Add);
        command.SetAction((parsed, cancellation) => RunAsync(parsed, run, cancellation));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, Func<StoreChoice, ParseResult, CancellationToken, Task<int>> run, CancellationToken cancellation)
    {
        try
        {
            return await run(_store.ChoiceOf(parsed), parsed, cancellation);
        }
        catch (UsageException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCodes.Usage;
        }
    }
}

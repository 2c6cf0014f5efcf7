using System.CommandLine;

namespace KerberosGen.Cli.Completions;

/// <summary>An app's command <c>completions</c>: a script that has a shell ask for the words that may come next.</summary>
public static class CompletionsCommand
{
    private static readonly string[] Shells = ["bash", "zsh", "fish"];

    /// <summary>Makes it, and has the app answer what the script asks.</summary>
    /// <param name="root">The app's command.</param>
    /// <param name="args">The process's arguments.</param>
    /// <param name="program">The app; its words may be free ones.</param>
    public static Command Create(RootCommand root, IReadOnlyList<string> args, CompletedProgram program)
    {
        root.Directives.OfType<System.CommandLine.Completions.SuggestDirective>().Single().Action = new SuggestAction(root, args);
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish.", HelpName = string.Join('|', Shells) };
        shell.CompletionSources.Add(Shells);
        shell.Validators.Add(static result =>
        {
            if (!Shells.Contains(result.Tokens.Single().Value))
                result.AddError($"There is no script for this shell, only for {string.Join(", ", Shells)}.");
        });
        var command = new Command("completions", $"Print a script that completes words in a shell: source <({program.Names[0]} completions bash)") { shell };
        command.SetAction(parsed =>
        {
            Console.Out.Write(CompletionScript.Of(parsed.GetRequiredValue(shell), program));
            return ExitCodes.Ok;
        });
        return command;
    }
}

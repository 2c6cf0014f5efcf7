using System.CommandLine;
using KerberosGen.Cli.Completions;

namespace KerberosGen.Inspector.Commands;

/// <summary>`inspector completions`: a script that has a shell ask for the words that may come next.</summary>
internal static class CompletionsCommand
{
    private static readonly CompletedProgram Program = new(["inspector", "kerberosgen-inspector"], "the inspector's verbs, options and packets' names");

    public static Command Create()
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or fish." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        var command = new Command("completions", "Prints a script that completes verbs, options and packets' names in a shell.") { shell };
        command.SetAction(parsed =>
        {
            Console.Out.Write(CompletionScript.Of(parsed.GetRequiredValue(shell), Program));
            return ExitStatus.Clean;
        });
        return command;
    }
}

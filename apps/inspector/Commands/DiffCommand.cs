using System.CommandLine;
using KerberosGen.Inspection.Comparing;
using KerberosGen.Inspector.Comparing;

namespace KerberosGen.Inspector.Commands;

/// <summary>`inspector diff`: its arguments.</summary>
internal static class DiffCommand
{
    public static Command Create()
    {
        var input = new InputOptions();
        var keys = new KeyOptions();
        Argument<string?> a = InputOptions.FileArgument("A", "The first input, in any form that decode reads or JSON that it wrote; - for standard input.");
        Argument<string?> b = InputOptions.FileArgument("B", "The second input.");
        a.Arity = ArgumentArity.ExactlyOne;
        b.Arity = ArgumentArity.ExactlyOne;
        var ignore = new Option<string[]>("--ignore")
        {
            Description = "A field to leave out, in every packet and entry: iv is every field of that name, header all of the header, services.port one of each entry.",
            HelpName = "FIELD",
        };
        Option<string> output = Choices.Option("--out", "How to show the differences.", "text", "json");
        Option<string> color = Choices.Option("--color", "When to colour.", "auto", "always", "never");
        var command = new Command("diff", "Compares the packets of two inputs, field by field. Answers 0 if they are the same, 1 if they differ.") { a, b, ignore, output, color };
        input.AddTo(command, withFile: false);
        keys.AddTo(command);
        command.SetAction(parsed =>
        {
            if (!input.TryGet(parsed, out InputRequest request, out string error))
                return Failure.Say(ExitStatus.Usage, error);
            if (!TryRead(parsed.GetValue(ignore) ?? [], request, out List<string> ignored, out error))
                return Failure.Say(ExitStatus.Usage, error);
            (string? first, string? second) = (FileOf(parsed.GetValue(a)), FileOf(parsed.GetValue(b)));
            if (first is null && second is null)
                return Failure.Say(ExitStatus.Usage, "only one of the inputs can be standard input");
            if (!keys.TryGet(parsed, request.Protocol, out KeyChain chain, out error))
                return Failure.Say(ExitStatus.Usage, error);
            using (chain)
            {
                return DiffRun.Run(
                    new DiffOptions(
                        request with { File = first },
                        request with { File = second },
                        ignored,
                        parsed.GetValue(output) == "json",
                        keys.ShowsSecrets(parsed),
                        Choices.Parse<ColorWhen>(parsed.GetValue(color)) ?? ColorWhen.Auto),
                    chain);
            }
        });
        return command;
    }

    private static bool TryRead(string[] texts, InputRequest request, out List<string> ignored, out string error)
    {
        ignored = [];
        error = "";
        foreach (string text in texts)
        {
            if (IgnoredField.Check(text, request.Protocol, request.Packet, out string path) is { } wrong)
            {
                error = wrong.Describe("--ignore", text);
                return false;
            }

            ignored.Add(path);
        }

        return true;
    }

    private static string? FileOf(string? path) => path == "-" ? null : path;
}

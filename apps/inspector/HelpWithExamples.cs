using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace KerberosGen.Inspector;

/// <summary>A verb's help, and below it what people do with it.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    private const int WidthOfPage = 100;

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        // Behind a pipe there is no width, and the library would not wrap at all.
        if (Console.IsOutputRedirected)
            help.MaxWidth = WidthOfPage;
        int status = help.Invoke(parseResult);
        TextWriter output = parseResult.InvocationConfiguration.Output;
        string examples = HelpTexts.Of(parseResult.CommandResult.Command);
        if (examples.Length > 0)
            output.Write(examples);
        return status;
    }
}

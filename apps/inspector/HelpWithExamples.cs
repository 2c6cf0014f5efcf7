using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace KerberosGen.Inspector;

/// <summary>A verb's help, and below it what people do with it.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        int status = help.Invoke(parseResult);
        TextWriter output = parseResult.InvocationConfiguration.Output;
        string examples = HelpTexts.Of(parseResult.CommandResult.Command);
        if (examples.Length > 0)
            output.Write(examples);
        return status;
    }
}

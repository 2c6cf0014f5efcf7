using System.CommandLine;
using KerberosGen.Codec;
using KerberosGen.Inspection.Packing;
using KerberosGen.Inspector.Packing;

namespace KerberosGen.Inspector.Commands;

/// <summary>`inspector edit`: its arguments.</summary>
internal static class EditCommand
{
    public static Command Create()
    {
        var input = new InputOptions("The packets to change, in any form that decode reads or JSON that it wrote; standard input if it is missing or -.");
        var keys = new KeyOptions();
        var set = new Option<string[]>("--set")
        {
            Description = "A field and its new value: header.version=25, services[1].name=Printer, kind=Left. @FILE takes the value from a file; a secret can only be set so. What holds other fields is written as JSON. With --keys, content#plaintext=TEXT is sealed again with the same key and IV.",
            HelpName = "PATH=VALUE",
            Arity = ArgumentArity.OneOrMore,
            Required = true,
        };
        var number = new Option<int?>("--number") { Description = "Change only the packet with this number, as decode shows it; without this, every packet that has the fields.", HelpName = "N" };
        var only = new Option<bool>("--only") { Description = "Write only the packets that were changed; without this, the others follow as they are." };
        var keep = new Option<bool>("--keep-lengths") { Description = "Leave lengths, counts, the payload size and checksums as they are; without this, they are put right, except those that --set names." };
        Option<string> output = EncodeCommand.OutputOption();
        var command = new Command("edit", "Sets fields of packets and writes the packets' bytes one after the other; of a capture too.") { set, number, only, keep, output };
        input.AddTo(command);
        keys.AddTo(command);
        command.SetAction(parsed =>
        {
            if (!input.TryGet(parsed, out InputRequest request, out string error)
                || !TryRead(parsed.GetValue(set) ?? [], out List<FieldAssignment> assignments, out error)
                || !keys.TryGet(parsed, request.Protocol, out KeyChain chain, out error))
                return Failure.Say(ExitStatus.Usage, error);
            using (chain)
            {
                return EditRun.Run(
                    new EditOptions(
                        request, assignments, parsed.GetValue(number), parsed.GetValue(keep), parsed.GetValue(only),
                        Choices.Parse<BytesFormat>(parsed.GetValue(output)) ?? BytesFormat.Raw),
                    chain);
            }
        });
        return command;
    }

    private static bool TryRead(string[] texts, out List<FieldAssignment> assignments, out string error)
    {
        assignments = [];
        foreach (string text in texts)
        {
            if (!FieldAssignment.TryParse(text, out FieldAssignment assignment, out error))
                return false;
            try
            {
                assignments.Add(assignment.Value is ['@', .. var file] ? assignment.From(File.ReadAllText(file)) : assignment);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
            {
                error = DisplayText.Escape(exception.Message);
                return false;
            }
        }

        error = "";
        return true;
    }
}

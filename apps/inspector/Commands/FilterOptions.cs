using System.CommandLine;
using KerberosGen.Inspection.Filtering;

namespace KerberosGen.Inspector.Commands;

/// <summary>The option that chooses packets, for every verb that shows some of them.</summary>
internal sealed class FilterOptions
{
    private readonly Option<string?> _where = new("--where")
    {
        Description = "Choose packets by their members and fields: 'code == 1029 && length > 64', 'errors', 'services[*].port in (8000..8080)'.",
        HelpName = "CONDITION",
    };

    /// <summary>Adds it to a verb.</summary>
    public void AddTo(Command command) => command.Options.Add(_where);

    /// <summary>The filter, null if none is given; false with what is wrong with it.</summary>
    public bool TryGet(ParseResult parsed, InputRequest input, bool showSecrets, out PacketFilter? filter, out string error)
    {
        filter = null;
        error = "";
        if (parsed.GetValue(_where) is not { } text)
            return true;
        if (!PacketFilter.TryParse(text, input.Protocol, input.Packet, showSecrets, out filter, out FilterError? wrong))
            error = wrong.Describe("--where", text);
        return error.Length == 0;
    }
}

using System.CommandLine;
using KerberosGen.Codec;
using KerberosGen.Layout;
using KerberosGen.Packets;

namespace KerberosGen.Inspector.Commands;

/// <summary>The options that say whose packets they are, for every verb.</summary>
internal sealed class SpecOptions
{
    private readonly Option<string?> _file = new("--spec")
    {
        Description = "An assembly that declares packets with KerberosGen, or the tables of one that `inspector export layout` wrote; the chat protocol's own if it is missing.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _protocol = new("--protocol")
    {
        Description = "Which of the file's protocols, where it declares several: a namespace, or the last word of it.",
        HelpName = "NAME",
    };

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_file);
        command.Options.Add(_protocol);
    }

    /// <summary>The protocol that the options name; false with what is wrong if there is none.</summary>
    public bool TryGet(ParseResult parsed, out ProtocolLayout protocol, out string error)
    {
        protocol = PacketCatalog.Layout;
        IReadOnlyList<ProtocolLayout> protocols = [protocol];
        error = "";
        if (parsed.GetValue(_file) is { } path && !SpecFile.TryLoad(path, out protocols, out error))
            return false;
        return TryChoose(protocols, parsed.GetValue(_protocol), out protocol, out error);
    }

    private static bool TryChoose(IReadOnlyList<ProtocolLayout> protocols, string? name, out ProtocolLayout chosen, out string error)
    {
        chosen = protocols[0];
        error = "";
        if (name is null && protocols.Count == 1)
            return true;
        string all = string.Join(", ", protocols.Select(p => p.Name.Length == 0 ? "(no namespace)" : p.Name));
        if (name is null)
        {
            error = $"the file declares {protocols.Count} protocols; choose one with --protocol: {all}";
            return false;
        }

        List<ProtocolLayout> found = [.. protocols.Where(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase))];
        if (found.Count == 0)
            found = [.. protocols.Where(p => p.Name.EndsWith("." + name, StringComparison.OrdinalIgnoreCase))];
        if (found.Count == 1)
        {
            chosen = found[0];
            return true;
        }

        error = $"{(found.Count == 0 ? "no protocol is" : "several protocols are")} called {DisplayText.Escape(name)}; there are: {all}";
        return false;
    }
}

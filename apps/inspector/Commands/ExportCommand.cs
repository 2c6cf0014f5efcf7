using System.CommandLine;
using KerberosGen.Layout;

namespace KerberosGen.Inspector.Commands;

/// <summary>`inspector export`: the declarations in the forms that other tools read.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var form = new Argument<string>("FORM") { Description = string.Join("; ", ExportForm.All.Select(f => $"{f.Name}: {f.What}")) + "." };
        form.AcceptOnlyFromAmong([.. ExportForm.All.Select(f => f.Name)]);
        var output = new Option<string?>("--output") { Description = "Where to write it; standard output if it is missing.", HelpName = "FILE" };
        var packet = new Option<string?>("--packet", "--as")
        {
            Description = $"Of {NamesOf(f => f.TakesPacket)}: the packet that stands in each datagram, and in each stream one after the other, without a header.",
            HelpName = "NAME",
        };
        var port = new Option<ushort?>("--port") { Description = $"Of {NamesOf(f => f.TakesPort)}: the server's port, which the dissector's preferences can change.", HelpName = "PORT" };
        var direction = new Option<string?>("--direction") { Description = $"Of {NamesOf(f => f.TakesDirection)}: which way the stream goes that it reads." };
        direction.AcceptOnlyFromAmong("request", "response");
        var command = new Command("export", "Writes the declarations in the form of another tool.") { form, output, packet, port, direction };
        var spec = new SpecOptions();
        spec.AddTo(command);
        command.SetAction(parsed =>
        {
            if (!spec.TryGet(parsed, out ProtocolLayout protocol, out string error))
                return Failure.Say(ExitStatus.Usage, error);
            ExportForm chosen = ExportForm.All.Single(f => f.Name == parsed.GetValue(form));
            PacketLayout? alone = null;
            if (parsed.GetValue(packet) is { } name && !PacketNames.TryFind(protocol, name, out alone, out error))
                return Failure.Say(ExitStatus.Usage, error);
            var request = new ExportRequest(protocol, alone, parsed.GetValue(port), Choices.Parse<PacketDirection>(parsed.GetValue(direction)));
            return WhyNot(chosen, request) is { } reason
                ? Failure.Say(ExitStatus.Usage, reason)
                : TextOutput.Write(parsed.GetValue(output), chosen.Write(request));
        });
        return command;
    }

    private static string? WhyNot(ExportForm form, ExportRequest request)
    {
        ProtocolLayout protocol = request.Protocol;
        if (request.Packet is not null && !form.TakesPacket)
            return $"--packet is of {NamesOf(f => f.TakesPacket)}";
        if (request.Port is not null && !form.TakesPort)
            return $"--port is of {NamesOf(f => f.TakesPort)}";
        if (request.Direction is not null && !form.TakesDirection)
            return $"--direction is of {NamesOf(f => f.TakesDirection)}";
        if (form.NeedsHeader && request.Packet is null && protocol is { Requests: null, Responses: null })
            return PacketNames.NoHeader(protocol);
        if (!form.TakesDirection || request.Packet is not null)
            return null;
        return request.Direction switch
        {
            { } direction when protocol.Of(direction) is null => $"{protocol.Name} declares no {direction.ToString().ToLowerInvariant()}s",
            null when protocol is { Requests: not null, Responses: not null } => $"{form.Name} reads one direction's stream: say --direction request or --direction response",
            _ => null,
        };
    }

    private static string NamesOf(Func<ExportForm, bool> which) => string.Join(" and ", ExportForm.All.Where(which).Select(f => f.Name));
}

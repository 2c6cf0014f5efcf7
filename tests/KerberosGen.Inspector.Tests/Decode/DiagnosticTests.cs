using System.Buffers.Binary;
using System.Text.Json;
using KerberosGen.Inspection.Tests;
using Xunit;

namespace KerberosGen.Inspector.Tests.Decode;

/// <summary>Each kind of damage has a diagnostic of its own, told to a person with its place and in JSON with the same.</summary>
public sealed class DiagnosticTests
{
    public static TheoryData<string, string, int, string, int, string> Damages => new()
    {
        { "unknown code", "error KGI101 unknown code: header.code", 1, "header.code", 17, "hint: no request is declared with this code" },
        { "cut", "error KGI102 truncated: ClientRegistration.password", 1, "password", 278, "need 255 bytes, have 0 (payload_size 510, got 255)" },
        { "wrong payload size", "error KGI103 wrong payload size: TicketRequest.header.payload_size", 1, "header.payload_size", 19, "need 24 bytes, have 20" },
        { "trailing bytes", "error KGI104 trailing bytes: TicketRequest.trailing", 1, "trailing", 47, "3 bytes" },
        { "too large", "error KGI105 payload too large: ClientRegistration.header.payload_size", 1, "header.payload_size", 19, "this number is not a size" },
        { "length mismatch", "error KGI106 length mismatch: ChatMessage.content", 1, "content", 43, "message_size says" },
        { "part of an entry", "error KGI107 partial entry: ServiceListResponse.services[1]", 1, "services[1]", 284, "need 277 bytes, have 100" },
        { "no NUL", "warning KGI108 text without its NUL: ClientRegistration.name", 0, "name", 23, "the text fills all 255 bytes" },
        { "dirt behind the NUL", "warning KGI109 bytes behind the text's NUL: ClientRegistration.name", 0, "name", 223, "a sender that does not clear its buffer" },
        { "not UTF-8", "warning KGI110 text that is not UTF-8: ClientRegistration.name", 0, "name", 23, "" },
        { "no packet", "error KGI111 no packet", 1, "", 0, "40 bytes" },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task Damage_is_named_with_its_place_and_everything_else_is_shown(string damage, string title, int status, string path, int offset, string detail)
    {
        byte[] input = Damaged(damage);

        InspectorProcess.Outcome annotated = await InspectorProcess.Run(input, "decode", "--in", "raw", "--direction", damage == "part of an entry" ? "response" : "request");
        InspectorProcess.Outcome json = await InspectorProcess.Run(input, "decode", "--in", "raw", "--direction", damage == "part of an entry" ? "response" : "request", "--out", "json");

        Assert.Equal((status, ""), (annotated.Status, annotated.Error));
        Assert.Equal(status, json.Status);
        string finding = annotated.Output[annotated.Output.IndexOf(title, StringComparison.Ordinal)..];
        Assert.StartsWith($"{title}\n  --> stdin @ 0x{offset:x4} (packet #1 +0x{offset:x4})\n", finding, StringComparison.Ordinal);
        Assert.Contains(detail, finding, StringComparison.Ordinal);
        Assert.Contains(finding[..(finding.IndexOf('\n', StringComparison.Ordinal) + 1)], json.Error, StringComparison.Ordinal);

        JsonElement packet = JsonDocument.Parse(json.Output).RootElement[0];
        JsonElement told = packet.GetProperty(status == 1 ? "errors" : "warnings").EnumerateArray().First(f => f.GetProperty("id").GetString() == title.Split(' ')[1]);
        Assert.Equal((path, offset), (told.GetProperty("path").GetString(), told.GetProperty("offset").GetInt32()));
        // Every byte belongs to a field, whatever is wrong.
        Assert.Equal(packet.GetProperty("length").GetInt32(), packet.GetProperty("spans").EnumerateObject().Sum(s => s.Value.GetProperty("length").GetInt32()));
    }

    [Fact]
    public async Task A_finding_in_a_capture_says_the_stream_and_the_place_in_it()
    {
        byte[] message = Damaged("length mismatch");
        byte[] capture = new TestCapture().Add(TestCapture.TcpFrame(TestCapture.Client, TestCapture.Server, 1, 0x18, [.. Vector.Golden[0].Bytes, .. message])).ToPcap();

        InspectorProcess.Outcome outcome = await InspectorProcess.Run(capture, "decode", "--where", "errors");

        Assert.Equal(1, outcome.Status);
        Assert.Contains("#2 c->s  ChatMessage(1029)", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("  --> stdin stream 0 @ 0x0240 (packet #2 +0x002b)\n", outcome.Output, StringComparison.Ordinal);
    }

    private static byte[] Damaged(string damage)
    {
        byte[] registration = [.. Vector.Golden[0].Bytes];
        byte[] ticket = [.. Vector.Golden.First(g => g.Code == 1027).Bytes];
        byte[] message = [.. Vector.Golden.First(g => g.Code == 1029).Bytes];
        switch (damage)
        {
            case "unknown code":
                BinaryPrimitives.WriteUInt16LittleEndian(ticket.AsSpan(17), 12345);
                return ticket;
            case "cut":
                return registration[..278];
            case "wrong payload size":
                ticket[19] = 20;
                return ticket[..^4];
            case "trailing bytes":
                ticket[19] = 27;
                return [.. ticket, 1, 2, 3];
            case "too large":
                BinaryPrimitives.WriteUInt32LittleEndian(registration.AsSpan(19), uint.MaxValue);
                return registration;
            case "length mismatch":
                message[23] = 0xff;
                return message;
            case "part of an entry":
                byte[] list = [.. Vector.Golden.First(g => g.Code == 1602).Bytes.AsSpan(0, 7 + 277), .. new byte[100]];
                BinaryPrimitives.WriteUInt32LittleEndian(list.AsSpan(3), 377);
                return list;
            case "no NUL":
                registration.AsSpan(23, 255).Fill((byte)'x');
                return registration;
            case "dirt behind the NUL":
                registration[223] = 0x41;
                return registration;
            case "not UTF-8":
                registration[23] = 0xff;
                return registration;
            default:
                return [.. Enumerable.Repeat((byte)0xee, 40), .. registration];
        }
    }
}

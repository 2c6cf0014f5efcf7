using System.Buffers.Binary;
using System.CommandLine;
using KerberosGen.Load.Servers;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Load.Commands;

/// <summary><c>ceiling</c>: the server that every KDC is measured beside, as a process of its own.</summary>
internal static class CeilingCommand
{
    private const int MaxBytes = 1 << 20;

    public static Command Create()
    {
        Option<int[]> request = LoadOptions.Numbers("--request", "Bytes that are a request.", RequestHeader.Size, MaxBytes, [47]);
        Option<int[]> answer = LoadOptions.Numbers("--answer", "Bytes of the answer, its header among them.", ResponseHeader.Size, MaxBytes, [224]);
        Option<int[]> code = LoadOptions.Numbers("--code", "The answer's code.", 0, ushort.MaxValue, [TicketResponse.Code]);
        var command = new Command("ceiling", "Answer so many bytes with as many fixed ones, on the KDC's transport: the ceiling of what a server can.") { request, answer, code };
        command.SetAction(async (parsed, cancellation) =>
        {
            await CeilingServer.RunAsync(parsed.GetValue(request)![0], Answer(parsed.GetValue(answer)![0], (ushort)parsed.GetValue(code)![0]), cancellation);
            return 0;
        });
        return command;
    }

    private static byte[] Answer(int size, ushort code)
    {
        byte[] answer = new byte[size];
        answer.AsSpan().Fill(0x5A);
        answer[0] = ProtocolLimits.Version;
        BinaryPrimitives.WriteUInt16LittleEndian(answer.AsSpan(1), code);
        BinaryPrimitives.WriteUInt32LittleEndian(answer.AsSpan(ResponseHeader.Size - sizeof(uint)), (uint)(size - ResponseHeader.Size));
        return answer;
    }
}

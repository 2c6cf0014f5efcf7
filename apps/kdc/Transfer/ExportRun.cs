using KerberosGen.Cli;
using KerberosGen.Storage;

namespace KerberosGen.Kdc;

/// <summary><c>kdc export</c></summary>
internal static class ExportRun
{
    /// <param name="choice">The KDC's directory and store.</param>
    /// <param name="output">The file; null or <c>-</c> for standard output.</param>
    /// <param name="cancellation">Gives up; a file of the name is then as it was.</param>
    public static async Task<int> RunAsync(StoreChoice choice, string? output, CancellationToken cancellation)
    {
        bool toStandardOutput = output is null or "-";
        if (toStandardOutput && !Console.IsOutputRedirected)
            throw new UsageException("A dump holds every key, and a terminal keeps what it shows: give --output FILE, or lead standard output elsewhere.");
        await using KdcAccess access = await KdcAccess.OpenAsync(choice, makesDirectory: false, Console.Error.WriteLine, cancellation);
        IPrincipalTransfer transfer = TransferCommands.Through(access);
        if (toStandardOutput)
        {
            await using Stream standardOutput = Console.OpenStandardOutput();
            await transfer.ExportAsync(standardOutput, cancellation);
        }
        else
        {
            await DumpFile.WriteAsync(output!, stream => transfer.ExportAsync(stream, cancellation));
            await Console.Error.WriteLineAsync($"Exported to {output}. It holds every key: keep it as the KDC itself.");
        }

        return ExitCodes.Ok;
    }
}

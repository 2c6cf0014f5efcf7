using System.Globalization;
using System.Text.Json;
using KerberosGen.Cli;
using KerberosGen.Codec;
using KerberosGen.Inspector;

namespace KerberosGen.Kdc;

/// <summary>
/// Lists principals: aligned columns for a person, the name last because it has no width of its own, or JSON. Clients come
/// and go as a stream, a line of JSON each: there may be millions. Whoever has read enough may close the pipe.
/// </summary>
internal sealed class ListRun(bool isJson)
{
    private const int BufferSize = 64 * 1024;

    public Task<int> ClientsAsync(StoreChoice store, CancellationToken cancellation) => WriteAsync(store, async (administration, output) =>
    {
        if (!isJson)
            await output.WriteLineAsync($"{"ID",-32}  {"LAST SEEN (UTC)",-19}  {"STATE",-8}  NAME");
        await foreach (ClientRow client in administration.ReadClientsAsync(cancellation))
        {
            if (isJson)
                await output.WriteLineAsync(JsonSerializer.Serialize(client, AdministrationJson.Default.ClientRow));
            else
                await output.WriteLineAsync($"{client.Id}  {TimeOf(client.LastSeen)}  {StateOf(client.Disabled)}  {DisplayText.Escape(client.Name)}");
        }

        return ExitCodes.Ok;
    }, cancellation);

    public Task<int> ServicesAsync(StoreChoice store, bool isChecked, CancellationToken cancellation) => WriteAsync(store, async (administration, output) =>
    {
        var services = new List<ServiceRow>();
        await foreach (ServiceRow service in administration.ReadServicesAsync(cancellation))
            services.Add(service);
        ServiceRow[] rows = isChecked ? await ReachabilityCheck.RunAsync(services, cancellation) : [.. services];
        if (isJson)
            await output.WriteLineAsync(JsonSerializer.Serialize(rows, AdministrationJson.Default.ServiceRowArray));
        else
            await WriteTableAsync(rows, isChecked, output);
        // Clients are not told of a disabled room, so nobody misses it.
        return Array.Exists(rows, static row => row is { Disabled: false, Check: not (null or ReachabilityCheck.Reachable) }) ? ExitCodes.Failed : ExitCodes.Ok;
    }, cancellation);

    private static async Task WriteTableAsync(ServiceRow[] rows, bool isChecked, TextWriter output)
    {
        string CheckOf(string? check) => isChecked ? $"{check,-9}  " : "";
        await output.WriteLineAsync($"{"ID",-32}  {"ADDRESS",-21}  {"STATE",-8}  {CheckOf("CHECK")}NAME");
        foreach (ServiceRow row in rows)
            await output.WriteLineAsync($"{row.Id}  {row.Address,-21}  {StateOf(row.Disabled)}  {CheckOf(row.Check)}{DisplayText.Escape(row.Name)}");
    }

    private static string TimeOf(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string StateOf(bool isDisabled) => isDisabled ? "disabled" : "enabled ";

    private static async Task<int> WriteAsync(StoreChoice store, Func<IKdcAdministration, TextWriter, Task<int>> write, CancellationToken cancellation)
    {
        await using KdcAccess access = await KdcAccess.OpenAsync(store, makesDirectory: false, Console.Error.WriteLine, cancellation);
        try
        {
            await using var output = new StreamWriter(StandardOutput.Open(), bufferSize: BufferSize);
            int exitCode = await write(access.Administration, output);
            await output.FlushAsync(cancellation);
            return exitCode;
        }
        catch (IOException e) when (StandardOutput.IsClosedPipe(e))
        {
            return ExitCodes.Ok;
        }
    }
}

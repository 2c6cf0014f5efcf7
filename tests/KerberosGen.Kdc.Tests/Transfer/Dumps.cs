using KerberosGen.Protocol;
using KerberosGen.Storage;

namespace KerberosGen.Kdc.Tests.Transfer;

/// <summary>Dumps in memory.</summary>
internal static class Dumps
{
    /// <summary>What an export writes.</summary>
    public static async Task<byte[]> ExportAsync(IPrincipalDatabase store)
    {
        using var stream = new MemoryStream();
        await PrincipalExport.WriteAsync(store, stream, default);
        return stream.ToArray();
    }

    /// <summary>A dump of these.</summary>
    public static async Task<byte[]> OfAsync(IEnumerable<ServicePrincipal> services, IEnumerable<ClientPrincipal> clients)
    {
        using var stream = new MemoryStream();
        using (var dump = new DumpWriter(stream))
        {
            foreach (ServicePrincipal service in services)
                await dump.WriteAsync(service, default);
            foreach (ClientPrincipal client in clients)
                await dump.WriteAsync(client, default);
            await dump.CompleteAsync(default);
        }

        return stream.ToArray();
    }

    public static Task<ImportReport> CheckAsync(IPrincipalDatabase store, byte[] dump, ImportMode mode = ImportMode.Refuse) =>
        new PrincipalImport(store, mode).CheckAsync(Read(dump), default);

    public static Task<ImportReport> ImportAsync(IPrincipalDatabase store, byte[] dump, ImportMode mode = ImportMode.Refuse) =>
        new PrincipalImport(store, mode).ApplyAsync(Read(dump), default);

    private static IAsyncEnumerable<TransferredPrincipal> Read(byte[] dump) => DumpReader.ReadAsync(new MemoryStream(dump), "dump", default);
}

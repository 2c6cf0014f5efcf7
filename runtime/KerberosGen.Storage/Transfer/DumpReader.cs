using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using KerberosGen.Protocol;

namespace KerberosGen.Storage;

/// <summary>
/// Reads a dump (<see cref="DumpWriter"/> writes it), in bounded memory. It is strict: a field or a kind of another format is a
/// fault. That it is whole is known at its end alone, so nothing may come of it before all of it was read once.
/// </summary>
public static class DumpReader
{
    /// <summary>Every principal of a dump, as they are read.</summary>
    /// <param name="stream">The dump; it stays open.</param>
    /// <param name="file">Its name, for faults.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="FileFormatException">It is no dump, a line makes no sense, or its end is missing or does not fit.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static async IAsyncEnumerable<TransferredPrincipal> ReadAsync(Stream stream, string file, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var lines = new LineReader(stream, file, DumpFormat.MaxLineSize);
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long services = 0, clients = 0;
        bool isEnded = false;
        while (await lines.ReadAsync(cancellation).ConfigureAwait(false))
        {
            if (isEnded)
                throw new FileFormatException(file, lines.Number, "there is a line behind the dump's end");
            JsonRow row = JsonRows.ReadLine(file, lines.Number, lines.Line.Span);
            if (lines.Number == 1)
            {
                CheckFormat(row);
            }
            else if (row.Text(DumpFormat.KindField) == DumpFormat.EndKind)
            {
                CheckEnd(row, services, clients, digest.GetCurrentHash());
                isEnded = true;
            }
            else
            {
                TransferredPrincipal principal = PrincipalOf(row, file);
                if (principal.Client is null)
                    services++;
                else
                    clients++;
                yield return principal;
            }

            digest.AppendData(lines.Line.Span);
            digest.AppendData("\n"u8);
        }

        lines.Clear();
        if (!isEnded)
            throw new FileFormatException(file, Math.Max(lines.Number, 1), lines.Number == 0 ? "the dump is empty" : "the dump was cut off behind this line: its last line is missing");
    }

    private static void CheckFormat(JsonRow row)
    {
        if (row.IsUnknown(DumpFormat.FormatField))
            throw row.Error(DumpFormat.FormatField, $"the field is missing: this is no dump ({DumpFormat.Name})");
        if (row.Text(DumpFormat.FormatField) != DumpFormat.Name)
            throw row.Error(DumpFormat.FormatField, $"this program reads {DumpFormat.Name}; the dump is of another format");
        row.RefuseOthersThan(DumpFormat.FormatField);
    }

    private static TransferredPrincipal PrincipalOf(JsonRow row, string file)
    {
        switch (row.Text(DumpFormat.KindField))
        {
            case DumpFormat.ServiceKind:
                row.RefuseOthersThan(
                    DumpFormat.KindField, DumpFormat.IdField, DumpFormat.NameField, DumpFormat.KeyField, DumpFormat.AddressField, DumpFormat.DisabledField);
                return new TransferredPrincipal(file, row.Line, null, new ServicePrincipal(
                    row.Id(DumpFormat.IdField), row.Name(DumpFormat.NameField), row.Key(DumpFormat.KeyField), row.EndPoint(DumpFormat.AddressField), row.Flag(DumpFormat.DisabledField)));
            case DumpFormat.ClientKind:
                row.RefuseOthersThan(
                    DumpFormat.KindField, DumpFormat.IdField, DumpFormat.NameField, DumpFormat.KeyField, DumpFormat.LastSeenField, DumpFormat.DisabledField);
                return new TransferredPrincipal(file, row.Line, new ClientPrincipal(
                    row.Id(DumpFormat.IdField), row.Name(DumpFormat.NameField), row.Key(DumpFormat.KeyField), row.Time(DumpFormat.LastSeenField), row.Flag(DumpFormat.DisabledField)), null);
            default:
                throw row.Error(DumpFormat.KindField, $"{DumpFormat.ServiceKind}, {DumpFormat.ClientKind} or {DumpFormat.EndKind} must stand here");
        }
    }

    private static void CheckEnd(JsonRow row, long services, long clients, byte[] digest)
    {
        row.RefuseOthersThan(DumpFormat.KindField, DumpFormat.ServicesField, DumpFormat.ClientsField, DumpFormat.DigestField);
        if (row.Count(DumpFormat.ServicesField) != services || row.Count(DumpFormat.ClientsField) != clients)
            throw new FileFormatException(row.File, row.Line, FormattableString.Invariant($"the dump had other numbers of principals when it was written: {services} services and {clients} clients are left"));
        if (row.Text(DumpFormat.DigestField) != Convert.ToHexStringLower(digest))
            throw row.Error(DumpFormat.DigestField, "a line of the dump is not as it was written");
    }
}

using KerberosGen.Layout;

namespace KerberosGen.Inspection.Decoding;

/// <summary>Which sizes a header may announce, by the tables.</summary>
internal static class PayloadSizes
{
    /// <summary>The largest payload that is believed: 16 MiB.</summary>
    public const uint Limit = 16 * 1024 * 1024;

    public static SizeRange RangeOf(PacketLayout layout) =>
        layout.Size is { } size ? new SizeRange((uint)size, (uint)size) : new SizeRange((uint)layout.MinSize, Limit);

    public static bool Allows(PacketLayout layout, uint payloadSize)
    {
        SizeRange range = RangeOf(layout);
        return payloadSize >= range.Least && payloadSize <= range.Most;
    }

    public static void Check(DirectionLayout tables, PacketLayout layout, uint payloadSize, List<Finding> findings)
    {
        if (Allows(layout, payloadSize))
            return;
        string path = "header." + tables.PayloadSizeField.Name;
        int offset = tables.PayloadSizeField.Offset ?? 0;
        findings.Add(payloadSize > Limit
            ? new Finding(FindingIds.TooLarge, Severity.Error, "payload too large", path, offset)
            {
                Needed = Limit,
                Found = payloadSize,
                Hint = $"no payload is larger than {Limit} bytes; this number is not a size",
            }
            : new Finding(FindingIds.WrongPayloadSize, Severity.Error, "wrong payload size", path, offset)
            {
                Needed = layout.Size ?? layout.MinSize,
                Found = payloadSize,
                Hint = $"{layout} takes {SizesOf(tables, layout)}",
            });
    }

    private static string SizesOf(DirectionLayout tables, PacketLayout layout) => string.Join(
        " or ",
        tables.FindAll(layout.Code!.Value).Select(l => l.Size is { } size
            ? FormattableString.Invariant($"{size} bytes{(l.WireLayout is { } wire ? $" ({wire})" : "")}")
            : FormattableString.Invariant($"at least {l.MinSize} bytes")));
}
